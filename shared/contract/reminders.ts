import { z } from 'zod';
import { call, nothing } from './call.ts';

/** What this desktop can do for reminders. */
export const reminderSupport = z.object({
  notifications: z.boolean(),
  /** Whether there is a place for an icon that stays; `unknown` where the desktop does not say. */
  tray: z.enum(['yes', 'no', 'unknown']),
  /** Whether Purser can be started at login. */
  login: z.boolean(),
  /** The last reminder, null before the first. `at` in epoch seconds. */
  last: z.object({ number: z.int(), at: z.int(), robots: z.int() }).nullable(),
});

export type ReminderSupport = z.infer<typeof reminderSupport>;

export const reminderCalls = {
  'reminders.support': call(nothing, reminderSupport),
  /** Shows a notification that reminds of nothing. Throws `not-allowed` where there are none. */
  'reminders.try': call(nothing, nothing),
} as const;
