import { BrowserWindow, Menu, nativeTheme, screen } from 'electron';
import { START_URL } from './address.ts';
import { bringBack } from './guards.ts';
import { contextTemplate } from './menu.ts';
import { BACKGROUND, windowOptions } from './window-options.ts';
import { placeWindow, readPlaceSync, writePlaceSync } from './window-place.ts';

export interface WindowOptions {
  /** File that remembers where the window is. */
  readonly placeFile: string;
  readonly preload: string;
  /** The page of ours that it begins with. */
  readonly url: string;
  /** Told why the page's process ended without being asked to. */
  readonly onGone: (reason: string) => void;
}

const themeName = (): keyof typeof BACKGROUND =>
  nativeTheme.shouldUseDarkColors ? 'dark' : 'light';

const workAreas = () => {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
};

const followTheme = (window: BrowserWindow): void => {
  const follow = (): void => window.setBackgroundColor(BACKGROUND[themeName()]);
  nativeTheme.on('updated', follow);
  window.on('closed', () => nativeTheme.off('updated', follow));
};

const rememberPlace = (window: BrowserWindow, file: string): void => {
  window.on('close', () => {
    writePlaceSync(file, { ...window.getNormalBounds(), maximized: window.isMaximized() });
  });
};

const offerEditing = (window: BrowserWindow): void => {
  window.webContents.on('context-menu', (_event, can) => {
    const template = contextTemplate(can);
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window });
  });
};

/** A page that crashed is loaded again; one that crashes at once stays as it is. */
const reloadAfterCrash = (window: BrowserWindow, onGone: (reason: string) => void): void => {
  let last = 0;
  window.webContents.on('render-process-gone', (_event, details) => {
    onGone(`${details.reason} (exit code ${details.exitCode})`);
    const now = Date.now();
    if (now - last < 60_000 || details.reason === 'clean-exit') return;
    last = now;
    void window.loadURL(START_URL);
  });
};

/** Opens the window; it shows when there is something to see. */
export const openWindow = (options: WindowOptions): BrowserWindow => {
  const { maximized, ...place } = placeWindow(readPlaceSync(options.placeFile), workAreas());
  const window = new BrowserWindow(windowOptions(place, themeName(), options.preload));
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  followTheme(window);
  rememberPlace(window, options.placeFile);
  offerEditing(window);
  reloadAfterCrash(window, options.onGone);
  bringBack(window.webContents, START_URL);
  void window.loadURL(options.url);
  return window;
};
