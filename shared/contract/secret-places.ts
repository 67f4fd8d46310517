import { z } from 'zod';
import { call, nothing } from './call.ts';
import { robotKey } from './robots.ts';
import { MAX_SECRETS } from './secrets.ts';

/** A place where a robot's secret is used. Never the secret. */
export const secretPlace = z.object({
  id: z.uuid(),
  /** A path, or what somebody calls it. */
  place: z.string(),
  /** In which format it was exported there; '' where nobody said. */
  format: z.string(),
  /** Epoch seconds, when it was noted or last exported there. */
  at: z.int(),
});

export type SecretPlace = z.infer<typeof secretPlace>;

/** What the window asks about where secrets are used. */
export const secretPlaceCalls = {
  /** For each of these robots where its secret is used, the newest first. */
  'secretPlaces.list': call(
    z.object({ keys: z.array(robotKey).min(1).max(MAX_SECRETS) }),
    z.array(z.object({ key: robotKey, places: z.array(secretPlace) })),
  ),
  /** Notes a place of a robot's secret. Throws `unknown-item`. */
  'secretPlaces.note': call(
    z.object({ key: robotKey, place: z.string().trim().min(1).max(1_000) }),
    z.array(secretPlace),
  ),
  'secretPlaces.remove': call(z.object({ id: z.uuid() }), nothing),
} as const;
