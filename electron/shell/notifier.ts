import { Notification } from 'electron';
import type { Notifier } from '../reminders/reminders.ts';

/** Seconds after which a notification counts as shown: not every desktop says so. */
const SHOWN_WITHIN = 3;

/** The desktop's notifications. */
export const createNotifier = (): Notifier => {
  // What nobody holds is collected, and its click with it.
  const open = new Set<Notification>();
  return {
    isSupported: () => Notification.isSupported(),
    show: ({ title, body }, onClick) =>
      new Promise((resolve, reject) => {
        const notification = new Notification({ title, body });
        const timer = setTimeout(resolve, SHOWN_WITHIN * 1_000).unref();
        const end = (): void => {
          clearTimeout(timer);
          open.delete(notification);
        };
        open.add(notification);
        notification.on('show', () => resolve());
        notification.on('close', end);
        notification.on('failed', (_event, error) => {
          end();
          reject(new Error(error));
        });
        notification.on('click', () => {
          end();
          onClick();
        });
        notification.show();
      }),
  };
};
