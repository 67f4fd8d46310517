import { z } from 'zod';
import { instanceId } from './instances.ts';
import { MAX_ROBOTS } from './robots.ts';

/** Names a secret that Purser holds; the secret itself stays in the main process. */
export const secretHandle = z.uuid();

/** Each its own, made here. */
const generate = z.object({ kind: z.literal('generate') });
/** A single new one for all of them. */
const one = z.object({ kind: z.literal('one') });
/** One that was handed in before. */
const own = z.object({ kind: z.literal('own'), handle: secretHandle });

/** Which secret robots get. */
export const secretChoice = z.discriminatedUnion('kind', [
  generate,
  one,
  own,
  /** For clones: the secret that is kept of the robot they are made after. */
  z.object({ kind: z.literal('kept') }),
  /** The one that was prepared for the robot. */
  z.object({ kind: z.literal('prepared') }),
]);

/** Which secret is prepared. */
export const preparedChoice = z.discriminatedUnion('kind', [generate, one, own]);

export type SecretChoice = z.infer<typeof secretChoice>;
export type PreparedChoice = z.infer<typeof preparedChoice>;

export const SECRET_STATES = [
  /** Made here; not sent yet, or nobody knows whether Harbor has it. */
  'pending',
  /** The robot's secret; whether Purser keeps it is not decided. */
  'new',
  /** In the vault. */
  'kept',
  /** Made and kept here, sent to Harbor only when it is activated. */
  'prepared',
  /** It opens nothing any more: the robot was refreshed elsewhere, or deleted. */
  'outdated',
] as const;

export type SecretState = (typeof SECRET_STATES)[number];

/** A robot's secret as the window sees it: everything but the secret. */
export const robotSecret = z.object({
  handle: secretHandle,
  instanceId,
  /** The instance's name, also after it was removed from Purser. */
  instanceName: z.string(),
  /** Null while Harbor has not said that the robot was made. */
  robotId: z.int().nullable(),
  robotName: z.string(),
  state: z.enum(SECRET_STATES),
  /** `session`: in memory, until Purser ends. */
  where: z.enum(['keychain', 'session']),
  /** Epoch seconds. */
  madeAt: z.int(),
  /** When the robot last signed in with it, epoch seconds; null if that was not tried. */
  verifiedAt: z.int().nullable(),
  /** The plan that made it, and its step from 0. */
  planId: z.uuid().nullable(),
  step: z.int().nullable(),
  /** Copied, revealed or saved since it was made. */
  handedOver: z.boolean(),
});

export type RobotSecret = z.infer<typeof robotSecret>;

/** Secrets that wait here until they are activated, and robots that got none. */
export const preparedSecrets = z.object({
  secrets: z.array(robotSecret),
  refused: z.array(z.object({ instanceId, robotName: z.string(), why: z.string() })),
});

export type PreparedSecrets = z.infer<typeof preparedSecrets>;

/** A robot among all that ever had its id: ids start anew where a Harbor is set up afresh. */
export const robotIdentity = z.object({
  instanceId,
  robotId: z.int(),
  /** With prefix and `project+`. */
  name: z.string(),
  /** Epoch seconds on the server's clock, 0 if unknown. */
  createdAt: z.int(),
});

export type RobotIdentity = z.infer<typeof robotIdentity>;

/** So many at once are kept, forgotten or exported: one of every robot. */
export const MAX_SECRETS = MAX_ROBOTS;

export const secretHandles = z.array(secretHandle).min(1).max(MAX_SECRETS);

/** Which secrets are asked for; what is left out asks for all. */
export const secretQuery = z.object({
  handle: secretHandle.optional(),
  handles: secretHandles.optional(),
  planId: z.uuid().optional(),
  instanceId: instanceId.optional(),
  robot: robotIdentity.optional(),
  states: z.array(z.enum(SECRET_STATES)).max(5).optional(),
  /** A part of the robot's name or of the instance's, in any case. */
  text: z.string().trim().max(1_000).optional(),
});

export type SecretQuery = z.infer<typeof secretQuery>;

/** So many rows are sent at once. */
export const MAX_SECRET_ROWS = 200;

/** The secrets that fit a question, and the rows of some of them. */
export const secretList = z.object({
  /** Those from a place on. */
  secrets: z.array(robotSecret),
  total: z.int(),
  /** All of them, in the order of the list. */
  handles: z.array(secretHandle),
  /** Those that may be a robot's, and that nobody has but this computer. */
  nowhereElse: z.array(secretHandle),
  /** How many of those end with Purser. */
  inMemory: z.int(),
  /** Copied, revealed or saved since they were made. */
  handedOver: z.int(),
  states: z.record(z.enum(SECRET_STATES), z.int()),
});

export type SecretList = z.infer<typeof secretList>;
