import type { ReminderSupport } from '../../../../shared/contract/reminders.ts';

/** A minute of the day as a time field has it: 545 is "09:05". */
export function timeField(minute: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** Reads a time field; null if it is none. */
export function minuteOf(text: string): number | null {
  const parts = /^(\d{2}):(\d{2})$/.exec(text);
  if (parts === null) return null;
  const [hour, minute] = [Number(parts[1]), Number(parts[2])];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** What this desktop lacks for reminders, in a sentence each; nothing where it has all. */
export function lacksOf(support: ReminderSupport, isDemo: boolean): string[] {
  if (isDemo) return ['The demo reminds of nothing, and does not stay when its window is closed.'];
  return [
    ...(support.notifications
      ? []
      : [
          'This desktop shows no notifications to Purser. Overview, the calendar file and the reports tell the same.',
        ]),
    ...(support.tray === 'no'
      ? [
          'This desktop has no place for an icon that stays (GNOME needs the AppIndicator extension). Start Purser again to see its window.',
        ]
      : []),
    ...(support.tray === 'unknown'
      ? [
          'This desktop does not say whether it has a place for an icon. If you see none, start Purser again to see its window.',
        ]
      : []),
    ...(support.login ? [] : ['This system does not let programs be started at login.']),
  ];
}
