import { execFile } from 'node:child_process';
import type { ReminderSupport } from '../../shared/contract/reminders.ts';

type TrayPlace = ReminderSupport['tray'];

/** What the icons of Linux desktops register with, where there is a place for them. */
const WATCHER = 'org.kde.StatusNotifierWatcher';

const ASK = [
  ...['call', '--session', '--timeout', '2'],
  ...['--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus'],
  ...['--method', 'org.freedesktop.DBus.NameHasOwner', WATCHER],
];

/**
 * Asks the desktop for a place in its tray. Windows and macOS always have one; on Linux it is a
 * service on the session bus, which GNOME lacks without an extension.
 */
export const trayPlace = (platform: NodeJS.Platform): Promise<TrayPlace> => {
  if (platform !== 'linux') return Promise.resolve('yes');
  return new Promise((resolve) => {
    execFile('gdbus', ASK, { timeout: 3_000 }, (error, answer) => {
      if (error !== null) resolve('unknown');
      else resolve(answer.includes('true') ? 'yes' : 'no');
    });
  });
};
