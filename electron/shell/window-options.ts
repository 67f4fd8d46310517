import type { BrowserWindowConstructorOptions } from 'electron';

export interface WindowPlace {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
}

/** Page colours of both themes, shown until the first paint so that nothing flashes. */
export const BACKGROUND = { light: '#ffffff', dark: '#0f172a' } as const;

/** Everything that decides how the window is made, as one literal that a test compares whole. */
export const windowOptions = (
  place: WindowPlace,
  theme: keyof typeof BACKGROUND,
  preload: string,
): BrowserWindowConstructorOptions => ({
  ...place,
  minWidth: 900,
  minHeight: 600,
  show: false,
  backgroundColor: BACKGROUND[theme],
  title: 'Purser',
  webPreferences: {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    spellcheck: false,
  },
});
