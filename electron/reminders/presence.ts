import type { ReminderSupport } from '../../shared/contract/reminders.ts';
import type { Settings } from '../../shared/contract/settings.ts';

/** Robots that need somebody, as Needs you has them, in the query line. */
export const PRESSING = 'state:critical,expired -state:disabled -snoozed:yes';

/** Purser without its window: an icon that stays, and starting at login. Both only if wanted. */
export interface Presence {
  /** Does as the settings say, now and whenever they change. */
  follow(wanted: Pick<Settings['reminders'], 'tray' | 'atLogin'>): void;
  /** Shows how many robots need somebody. */
  count(robots: number): void;
  /** Whether Purser goes on when its window is closed. */
  isStaying(): boolean;
  support(): Promise<Pick<ReminderSupport, 'tray' | 'login'>>;
}
