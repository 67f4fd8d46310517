import { z } from 'zod';
import { BLIND_REASONS, lastUse } from './last-use.ts';
import { ROTATION_STAGES } from '../robots/rotation.ts';
import { robotKey } from './robots.ts';
import { robotIdentity } from './secrets.ts';

export const rotationId = z.uuid();

/** A rotation as it is kept: everything else is seen from the inventory. */
export const keptRotation = z.object({
  id: rotationId,
  /** The robot that is to go. */
  old: robotIdentity,
  /** The one that takes its place; null until Harbor has made it. */
  twin: robotIdentity.nullable(),
  /** Short name that was asked for. */
  twinName: z.string(),
  /** The newest plan of this rotation; the one that makes the twin while there is none. */
  planId: z.uuid(),
  /** Epoch seconds, our clock. */
  startedAt: z.int(),
  /** Epoch seconds, our clock: the twin's secret was seen to be handed over; null before. */
  handedOverAt: z.int().nullable().default(null),
});

export type KeptRotation = z.infer<typeof keptRotation>;

/** A robot of a rotation; `key` is null while the inventory has no row of it. */
const rotatedRobot = z.object({ key: robotKey.nullable(), name: z.string() });

const sinceHandOver = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('used'), at: z.int() }),
  z.object({ kind: z.literal('quiet'), seconds: z.int(), whole: z.boolean() }),
  z.object({ kind: z.literal('unknown'), why: z.enum([...BLIND_REASONS, 'not-synced']) }),
]);

/** A rotation by a second robot, as far as it is. */
export const rotation = z.object({
  id: rotationId,
  instanceId: z.string(),
  stage: z.enum(ROTATION_STAGES),
  old: rotatedRobot,
  twin: rotatedRobot,
  planId: z.uuid(),
  startedAt: z.int(),
  /** The twin's secret lies here, and nobody has copied, revealed or saved it yet. */
  waitsForHandOver: z.boolean(),
  /** What the syncs have read of the old robot's use; null where the inventory does not have it. */
  oldUse: z
    .object({
      lastUse,
      /** Epoch seconds, our clock: the sync that it rests on; null before the first. */
      asOf: z.int().nullable(),
      /** Null before the hand-over. */
      sinceHandOver: sinceHandOver.nullable(),
    })
    .nullable(),
});

export type Rotation = z.infer<typeof rotation>;
