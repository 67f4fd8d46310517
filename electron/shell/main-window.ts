import { app, type BrowserWindow } from 'electron';
import { START_URL } from './address.ts';
import { openWindow, type WindowOptions } from './window.ts';

export interface MainWindowParts extends Pick<WindowOptions, 'placeFile' | 'preload' | 'onGone'> {
  readonly onFocus: () => void;
  /** Whether it may not close now: Purser would end with it in the middle of a plan. */
  readonly isHeld: () => boolean;
}

/** The one window of Purser, which need not be open. */
export interface MainWindow {
  /** Null while it is not open. */
  current(): BrowserWindow | null;
  /**
   * Brings it to the front; opens it where it is not open, unless Electron is not ready yet.
   * @param url where it leads when it has to be opened
   */
  show(url?: string): void;
  /** To its page, if there is one. */
  send(channel: string, payload: unknown): void;
  /** Loads its first page again. */
  startAgain(): void;
}

export function createMainWindow(parts: MainWindowParts): MainWindow {
  let window: BrowserWindow | null = null;

  const open = (url: string): BrowserWindow => {
    const opened = openWindow({ ...parts, url });
    opened.on('focus', parts.onFocus);
    opened.on('close', (event) => {
      if (!parts.isHeld()) return;
      event.preventDefault();
      app.quit();
    });
    opened.on('closed', () => {
      window = null;
    });
    return opened;
  };

  return {
    current: () => window,
    show(url = START_URL) {
      if (!app.isReady()) return;
      if (window === null) {
        window = open(url);
        return;
      }
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    send(channel, payload) {
      if (window !== null && !window.isDestroyed()) window.webContents.send(channel, payload);
    },
    startAgain: () => void window?.loadURL(START_URL),
  };
}
