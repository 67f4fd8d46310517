import { z } from 'zod';
import { call } from './call.ts';
import { MAX_ROBOTS, robotKey, robotKeys } from './robots.ts';

/** Until when a robot is not to be warned of; see `snoozeEnd` in `shared/robots/expiry`. */
export const snoozeUntil = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('at'), at: z.int() }),
  z.object({ kind: z.literal('before'), days: z.int().min(1).max(730) }),
  z.object({ kind: z.literal('expiry') }),
]);

/** A snooze of one robot as it is kept, to put it back. */
export const snoozeMark = z.object({
  key: robotKey,
  /** Epoch seconds, our clock. */
  at: z.int(),
  until: z.int(),
  reason: z.string().max(500),
});

export type SnoozeMark = z.infer<typeof snoozeMark>;

/** What is to become of the warnings of robots. */
export const snoozeWish = z.object({
  until: snoozeUntil,
  reason: z.string().trim().min(1).max(500),
  /** Whether those that have expired are acknowledged; else they are left as they are. */
  acknowledge: z.boolean(),
});

export type SnoozeWish = z.infer<typeof snoozeWish>;

/** What became of robots that were to be snoozed or woken. */
export const snoozed = z.object({
  /** Robots of which something changed. */
  robots: z.int(),
  /** Those of them that had expired: their expiry is acknowledged. */
  acknowledged: z.int(),
  /** Those that never expire or are gone, and those that the end came too early for. */
  never: z.int(),
  past: z.int(),
  /** What was kept of these robots before, to take it back. */
  before: z.array(snoozeMark),
});

export type Snoozed = z.infer<typeof snoozed>;

/** Warnings that are put off, with a reason and an end. They stay on this computer. */
export const snoozeCalls = {
  'snoozes.set': call(snoozeWish.extend({ keys: robotKeys }), snoozed),
  /** Lets these robots be warned of again. */
  'snoozes.wake': call(z.object({ keys: robotKeys }), snoozed),
  /** Takes one of the above back: these robots, as they were before. */
  'snoozes.restore': call(
    z.object({ keys: robotKeys, before: z.array(snoozeMark).max(MAX_ROBOTS) }),
    snoozed,
  ),
} as const;
