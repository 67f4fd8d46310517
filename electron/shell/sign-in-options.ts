import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron';

/** What pages of others may do here: what a browser lets them do, without a preload and without Node. */
const PREFERENCES = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webviewTag: false,
  spellcheck: false,
} as const;

/** The window and the bar in it, as one literal that a test compares whole. */
export const signInWindowOptions = (
  title: string,
  parent: BrowserWindow | null,
): BrowserWindowConstructorOptions => ({
  ...(parent === null ? {} : { parent }),
  width: 900,
  height: 760,
  minWidth: 480,
  minHeight: 420,
  show: false,
  fullscreenable: false,
  autoHideMenuBar: true,
  title,
  webPreferences: PREFERENCES,
});

/** The view that shows pages of others. */
export const signInPageOptions = (
  session: Session,
): NonNullable<ConstructorParameters<typeof Electron.BrowserView>[0]> => ({
  webPreferences: { ...PREFERENCES, session, safeDialogs: true, disableDialogs: true },
});
