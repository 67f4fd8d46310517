import { z } from 'zod';
import { instanceId } from './instances.ts';
import { plannedChange } from './plans.ts';
import { HISTORY_KINDS } from './record-lists.ts';
import { robotKey } from './robots.ts';

export { HISTORY_KINDS };

export type HistoryKind = (typeof HISTORY_KINDS)[number];

/** Something that changed at a Harbor between two syncs, and not by Purser. */
export const historyEntry = z.object({
  id: z.int(),
  /** Epoch seconds, our clock: when it was found, and when it was last seen otherwise. */
  at: z.int(),
  since: z.int().nullable(),
  /** When Harbor says that the robot was updated, epoch seconds on its clock; 0 if it does not. */
  updatedAt: z.int(),
  instanceId,
  instanceName: z.string(),
  /** Null for a change of the whole instance. */
  robotId: z.int().nullable(),
  /** Null where the robot is not in the inventory any more. */
  robotKey: robotKey.nullable(),
  robotName: z.string(),
  kinds: z.array(z.enum(HISTORY_KINDS)).min(1),
  changes: z.array(plannedChange),
  /** How many robots it is about. */
  count: z.int(),
});

export type HistoryEntry = z.infer<typeof historyEntry>;

/** Which entries of the history. */
export const historyFilter = z.object({
  /** Part of names, kinds or values; '' for all. */
  text: z.string().max(255),
  /** Only these instances; empty for all. */
  ids: z.array(instanceId).max(200),
  /** Only this robot; null for all. */
  robotKey: robotKey.nullable().default(null),
  /** Only entries with one of these; empty for all. */
  kinds: z.array(z.enum(HISTORY_KINDS)).default([]),
});
