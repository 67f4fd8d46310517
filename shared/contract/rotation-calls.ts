import { z } from 'zod';
import { call, nothing } from './call.ts';
import { until } from './operations.ts';
import { plan } from './plans.ts';
import { robotKey } from './robots.ts';
import { lastUse } from './last-use.ts';
import { rotation, rotationId } from './rotations.ts';
import { secretChoice } from './secrets.ts';

/** What the window asks about rotations by a second robot. */
export const rotationCalls = {
  /** Oldest first. */
  'rotations.list': call(nothing, z.array(rotation)),
  /** A short name for a twin of this robot that no known robot of its place has. */
  'rotations.proposeName': call(z.object({ key: robotKey }), z.object({ name: z.string() })),
  /**
   * Plans a twin of this robot and begins a rotation. Throws `not-allowed` for legacy robots and
   * where one is under way already.
   */
  'rotations.begin': call(
    z.object({
      key: robotKey,
      /** Short name of the twin. */
      name: z.string().min(1).max(1_000),
      secret: secretChoice,
      /** Null keeps the day on which the robot expires. */
      until: until.nullable(),
    }),
    plan,
  ),
  /** The plan of the next stage; the one under way where that is not finished. Throws `not-allowed`. */
  'rotations.next': call(z.object({ id: rotationId }), plan),
  /** Asks Harbor's audit log for the old robot. */
  'rotations.lastUse': call(z.object({ id: rotationId }), lastUse),
  /** Ends it; what was made or switched off stays so. */
  'rotations.end': call(z.object({ id: rotationId }), nothing),
} as const;
