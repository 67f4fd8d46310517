import { z } from 'zod';
import { instanceId } from './instances.ts';
import { finding } from './plans.ts';

/** What robots can be made at an instance, as just asked, or as last read where it is away. */
export const makingPlace = z.object({
  instanceId,
  /** Names of the projects where this login may make robots, as far as Harbor says; sorted. */
  projects: z.array(z.string()),
  /** System robots can be made with this login. */
  system: z.boolean(),
  /** `resource:action` pairs that this Harbor accepts; null where it accepts any (≤ 2.9). */
  accepted: z.object({ system: z.array(z.string()), project: z.array(z.string()) }).nullable(),
  /** "2.15.2"; '' where it was never read. */
  version: z.string(),
  /** What stands in front of every robot's name. */
  prefix: z.string(),
  caller: z.object({ kind: z.enum(['admin', 'user', 'robot', 'unknown']), username: z.string() }),
  /** Harbor itself is in read-only mode. */
  readOnly: z.boolean(),
  /** The instance is locked in Purser. */
  locked: z.boolean(),
  /** Server clock minus ours, seconds; null where Harbor does not say. */
  clockOffset: z.number().nullable(),
  /** Epoch seconds, our clock; null where nothing was ever read. */
  asOf: z.int().nullable(),
  /** Just asked; false where it could not be reached and the last reading stands in. */
  isFresh: z.boolean(),
});

export type MakingPlace = z.infer<typeof makingPlace>;

/** What a plan for these robots would say, before there is one. */
export const planPreview = z.object({
  /** Robots that would be made. */
  steps: z.int(),
  /** Of these, how many cannot be made as they stand. */
  refused: z.int(),
  /** Of up to 200 robots, the refused first, the findings of each. */
  findings: z.array(z.object({ instanceId, project: z.string(), robotName: z.string(), finding })),
  /** "Creates 12 robots on 2 instances; 3 cannot be made." */
  summary: z.string(),
});

export type PlanPreview = z.infer<typeof planPreview>;
