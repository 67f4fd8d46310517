import { z } from 'zod';
import { call, nothing } from './call.ts';
import { robotKey } from './robots.ts';
import { MAX_SECRETS, secretHandle, secretHandles } from './secrets.ts';

/** A place where a robot's secret is used. Never the secret. */
export const secretPlace = z.object({
  id: z.uuid(),
  /** A path, or what somebody calls it. */
  place: z.string(),
  /** In which format it was exported there; '' where nobody said. */
  format: z.string(),
  /** Epoch seconds, when it was noted or last exported there. */
  at: z.int(),
  /** Purser exported it there and can do so again. */
  repeats: z.boolean(),
});

export type SecretPlace = z.infer<typeof secretPlace>;

/** A place of one or several secrets, and whether they are there. */
export const placeOfSecrets = secretPlace.omit({ id: true }).extend({
  /** One for each robot. */
  ids: z.array(z.uuid()),
  /** The secrets that belong there, one for each of the ids; none where none is kept. */
  handles: z.array(secretHandle),
  /**
   * It has another secret of one of the robots, as far as is known; what was noted by hand, and
   * nobody said more of, was noted before that one was made. Null where none is kept.
   */
  isBehind: z.boolean().nullable(),
});

export type PlaceOfSecrets = z.infer<typeof placeOfSecrets>;

/** How secrets were exported to a file. A passphrase is asked for again. */
export const exportRecipe = z.object({
  format: z.string().max(60),
  options: z.record(z.string().max(60), z.string().max(1_000)),
  encryption: z.enum(['none', 'recipients', 'passphrase']),
  recipients: z.array(z.string()),
});

export type ExportRecipe = z.infer<typeof exportRecipe>;

/** An export that is to be made again. */
export const exportAgain = exportRecipe.extend({
  /** Stands for the file. */
  id: z.uuid(),
  path: z.string(),
  /** The robots that belong in it. */
  keys: z.array(robotKey),
  /** So many robots that were exported there are not in the inventory any more. */
  gone: z.int(),
});

export type ExportAgain = z.infer<typeof exportAgain>;

/** Places that are looked at at once. */
export const MOST_LOOKED_AT = 20;

/** Places of many robots that are named; the others are counted. */
export const MOST_NAMED = 5;

/** Where secrets of many robots are used. */
export const placesOfRobots = z.object({
  /** So many places, however many robots share one. */
  total: z.int(),
  /** The newest of them, each once, as one that can be exported to again where it can be. */
  newest: z.array(secretPlace).max(MOST_NAMED),
});

export type PlacesOfRobots = z.infer<typeof placesOfRobots>;

/** What the window asks about where secrets are used. */
export const secretPlaceCalls = {
  /** For each of these robots where its secret is used, the newest first. */
  'secretPlaces.list': call(
    z.object({ keys: z.array(robotKey).min(1).max(MAX_SECRETS) }),
    z.array(z.object({ key: robotKey, places: z.array(placeOfSecrets) })),
  ),
  /** The same of many robots, in short. */
  'secretPlaces.ofRobots': call(
    z.object({ keys: z.array(robotKey).min(1).max(MAX_SECRETS) }),
    placesOfRobots,
  ),
  /** Where these secrets belong, or older ones of their robots are. */
  'secretPlaces.ofSecrets': call(z.object({ handles: secretHandles }), z.array(placeOfSecrets)),
  /**
   * How these were exported, all to one file. Throws `unknown-item` where nobody knows that any
   * more.
   */
  'secretPlaces.again': call(
    z.object({ ids: z.array(z.uuid()).min(1).max(MAX_SECRETS) }),
    exportAgain,
  ),
  /**
   * Which of these exports could not be made again as things are, and why: looked at before a
   * secret is changed, while the old one still works.
   */
  'secretPlaces.closed': call(
    z.object({ ids: z.array(z.uuid()).max(MOST_LOOKED_AT) }),
    z.array(z.object({ id: z.uuid(), why: z.string() })),
  ),
  /** Notes a place of a robot's secret. Throws `unknown-item`. */
  'secretPlaces.note': call(
    z.object({ key: robotKey, place: z.string().trim().min(1).max(1_000) }),
    nothing,
  ),
  /** Says of places that were noted by hand whether these secrets are there. */
  'secretPlaces.mark': call(
    z.object({
      places: z
        .array(z.object({ id: z.uuid(), handle: secretHandle }))
        .min(1)
        .max(MAX_SECRETS),
      isThere: z.boolean(),
    }),
    nothing,
  ),
  'secretPlaces.remove': call(z.object({ id: z.uuid() }), nothing),
} as const;
