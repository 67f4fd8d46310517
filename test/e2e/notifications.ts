import type { ElectronApplication } from '@playwright/test';

/** A desktop that shows notifications, and writes down which. */
export async function noteNotifications(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ Notification }) => {
    const shown: Electron.Notification[] = [];
    Object.assign(globalThis, { shown });
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      shown.push(this);
      this.emit('show');
    };
  });
}

/** What was shown since then, oldest first. */
export const shown = (app: ElectronApplication): Promise<{ title: string; body: string }[]> =>
  app.evaluate(() =>
    (globalThis as unknown as { shown: Electron.Notification[] }).shown.map(({ title, body }) => ({
      title,
      body,
    })),
  );
