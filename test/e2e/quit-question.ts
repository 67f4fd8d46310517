import type { ElectronApplication } from '@playwright/test';

/** Answers the question before quitting; the texts that were asked are kept in the main process. */
export const answerQuit = (app: ElectronApplication, response: number): Promise<void> =>
  app.evaluate(({ dialog }, button) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = ((...input: unknown[]) => {
      asked.push((input.at(-1) as { message: string }).message);
      return Promise.resolve({ response: button, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, response);

/** What was asked since then. */
export const askedOf = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

export const closeWindow = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
