import { z } from 'zod';
import { secretCheck } from './check-calls.ts';
import { instanceId, instanceView, syncProgress, testStep } from './instances.ts';
import { plan } from './plans.ts';
import { keychainStatus, notice, settings } from './settings.ts';

/** THE list of what the main process tells the window unasked. */
export const events = {
  'instances.changed': z.array(instanceView),
  'instances.testStep': z.object({ testId: z.uuid(), step: testStep }),
  /** At most four a second and instance. */
  'sync.progress': z.object({ id: instanceId, progress: syncProgress }),
  /** Rows of these instances changed; at most four a second. */
  'inventory.changed': z.object({ ids: z.array(instanceId) }),
  /** How far the export of the inventory is; at most four a second. */
  'inventory.exported': z.object({ done: z.int(), total: z.int() }),
  /** How far a check of secrets is; at most four a second. */
  'checks.changed': secretCheck,
  /** How far an export of secrets to several files is; at most four a second. */
  'secretExports.progress': z.object({ done: z.int(), total: z.int() }),
  /** At most four a second and plan. */
  'plans.changed': plan,
  /** How many steps of a plan file are written or read, 0 of 0 at first; at most four a second. */
  'plans.fileProgress': z.object({ done: z.int(), total: z.int() }),
  'keychain.changed': keychainStatus,
  /** Secrets of robots were made, kept, forgotten or proven; at most four a second. */
  'secrets.changed': z.object({}),
  'settings.changed': settings,
  'app.notice': notice,
  /** A reminder was clicked: the robots that a query finds are to be shown. */
  'app.showRobots': z.object({ query: z.string().max(4_000) }),
  /** A menu entry or an operating system shortcut asks for a page or an action. */
  'app.command': z.object({
    command: z.enum(['palette', 'settings', 'sync', 'new-instance', 'keys']),
  }),
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = z.output<Events[N]>;
