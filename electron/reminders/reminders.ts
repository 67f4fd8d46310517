import type { ReminderSupport } from '../../shared/contract/reminders.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { Inventory, Now } from '../../shared/inventory/inventory.ts';
import { CUT_OFF } from '../../shared/robots/last-use.ts';
import type { Log } from '../log/log.ts';
import type { Clock } from '../sync/schedule.ts';
import { decide, RANK, type Decision, type DueRobot, type ReminderRules } from './digest.ts';
import { PRESSING } from './presence.ts';
import { NAMED, reminderText, type NotificationText } from './words.ts';

/** The desktop's notifications, as far as reminders need them. */
export interface Notifier {
  isSupported(): boolean;
  /** Resolves once it is on the screen. Rejects where the desktop refused it. */
  show(text: NotificationText, onClick: () => void): Promise<void>;
}

/** Tells of robots that are about to expire, each once on its way out. */
export interface Reminders {
  /** From now on; nothing is said before. */
  begin(): void;
  /** Something may have come due: looked into once nothing is being read any more. */
  consider(): void;
  /** Shows a notification that reminds of nothing. Throws `not-allowed` where there are none. */
  tryOut(): Promise<void>;
  support(): Promise<Pick<ReminderSupport, 'notifications' | 'last'>>;
  /** Resolves when nothing is looked into any more. */
  settled(): Promise<void>;
  end(): Promise<void>;
}

interface ReminderPorts {
  readonly inventory: Pick<
    Inventory,
    'dueReminders' | 'addReminder' | 'dropReminder' | 'lastReminder' | 'query' | 'rows'
  >;
  readonly rules: () => ReminderRules;
  readonly at: () => Now;
  readonly nameOf: (instanceId: string) => string;
  /** Whether robots are being read, so that what is known may be old. */
  readonly isReading: () => boolean;
  /** Null where nobody is to be reminded: in the demo, and in tests. */
  readonly notifier: Notifier | null;
  /** Shows the robots that a query finds. */
  readonly open: (query: string) => void;
  /** Told how many robots need somebody, for the icon that stays. */
  readonly onCount: (robots: number) => void;
  readonly clock: Pick<Clock, 'every' | 'after'>;
  readonly log: Log;
}

const keyOf = ({ key }: DueRobot): number => key;

/** Seconds of rest before changes are looked into, so that many of them are one. */
const REST = 2;

export function createReminders(ports: ReminderPorts): Reminders {
  const { inventory, rules, at, notifier, clock, log } = ports;
  let stopMinutes = (): void => undefined;
  /** Null while nothing waits to be looked into. */
  let stopResting: (() => void) | null = null;
  let begun = false;
  let last: Promise<void> = Promise.resolve();

  /** A notification outlives its workspace: in the demo its robots are others. */
  const openLater = (query: string) => (): void => {
    if (begun) ports.open(query);
  };

  /** Those that expired while they were used, as the Overview counts them; used last first. */
  async function cutOffAmong(robots: readonly DueRobot[], now: Now): Promise<Set<number>> {
    const expired = new Set(robots.filter(({ rank }) => rank === RANK.expired).map(keyOf));
    if (expired.size === 0) return expired;
    const sort = { column: 'seen', descending: true } as const;
    const { keys } = await inventory.query({ query: CUT_OFF, scope: [], sort }, now);
    return new Set(keys.filter((key) => expired.has(key)));
  }

  /** Kept before it is shown: a crash in between says nothing rather than everything again. */
  async function tell(shown: Notifier, { kind, robots, day }: Decision, now: Now): Promise<void> {
    const number = await inventory.addReminder({
      at: now.now,
      day,
      kind: kind === 'urgent' ? 'urgent' : 'digest',
      robots,
    });
    if (kind === 'nothing') return;
    try {
      const cutOff = await cutOffAmong(robots, now);
      const byRank = [...robots].sort((left, right) => right.rank - left.rank).map(keyOf);
      const first = [...new Set([...cutOff, ...byRank])].slice(0, NAMED);
      const rows = await inventory.rows(first, now);
      const text = reminderText(robots, rows, { now: now.now, nameOf: ports.nameOf, cutOff });
      await shown.show(text, openLater(`reminder:${String(number)}`));
    } catch (error) {
      log.warn('A reminder could not be shown, and is tried again', error);
      await inventory.dropReminder(number);
    }
  }

  async function count(now: Now): Promise<void> {
    const sort = { column: 'expires', descending: false } as const;
    const { keys } = await inventory.query({ query: PRESSING, scope: [], sort }, now);
    ports.onCount(keys.length);
  }

  async function look(): Promise<void> {
    if (notifier === null || !begun || ports.isReading()) return;
    const now = at();
    if (rules().tray) await count(now);
    if (!rules().notify || !notifier.isSupported()) return;
    const { robots, lastDay } = await inventory.dueReminders(now);
    const decision = decide({ now: now.now, rules: rules(), lastDay, due: robots });
    if (decision.kind !== 'nothing' || decision.day !== null) await tell(notifier, decision, now);
  }

  /** One after the other, or the same robots would be found due twice. */
  function lookInTurn(): void {
    last = last
      .then(look)
      .catch((error: unknown) => log.warn('It could not be found out who is due', error));
  }

  return {
    begin() {
      begun = true;
      if (notifier === null) return;
      stopMinutes = clock.every(60, lookInTurn);
    },
    consider() {
      if (notifier === null || !begun || stopResting !== null) return;
      stopResting = clock.after(REST, () => {
        stopResting = null;
        lookInTurn();
      });
    },
    async tryOut() {
      if (notifier === null) {
        throw new AppError('not-allowed', 'The demo reminds of nothing.');
      }
      const text = { title: 'Purser can remind you', body: 'This is how a reminder looks.' };
      await notifier.show(text, openLater('state:expiring')).catch((cause: unknown) => {
        throw new AppError('not-allowed', 'This desktop did not show the notification.', {
          cause,
        });
      });
    },
    async support() {
      const notifications = notifier?.isSupported() ?? false;
      return { notifications, last: await inventory.lastReminder() };
    },
    settled: () => last,
    async end() {
      stopMinutes();
      stopResting?.();
      begun = false;
      await last;
    },
  };
}
