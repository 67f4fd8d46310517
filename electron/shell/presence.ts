import { join } from 'node:path';
import { app, Menu, Tray } from 'electron';
import type { Log } from '../log/log.ts';
import { HIDDEN, setAutostart } from '../reminders/autostart.ts';
import type { Presence } from '../reminders/presence.ts';
import { iconWords, needWords } from '../reminders/words.ts';
import { trayImages } from './tray-images.ts';
import { trayPlace } from './tray-place.ts';

interface PresenceParts {
  readonly icon: string;
  readonly show: () => void;
  /** Shows the robots that need somebody. */
  readonly showPressing: () => void;
  readonly log: Log;
}

/** Where the desktop's own settings lie. */
const configHome = (): string =>
  process.env['XDG_CONFIG_HOME'] ?? join(app.getPath('home'), '.config');

/** Run from its sources, Electron has to be told what to run. */
const program = () => ({
  executable: process.env['APPIMAGE'] ?? process.execPath,
  args: [...(app.isPackaged ? [] : [app.getAppPath()]), HIDDEN],
});

export const createPresence = ({ icon, show, showPressing, log }: PresenceParts): Presence => {
  let tray: Tray | null = null;
  let atLogin: boolean | null = null;
  let robots = 0;

  const menu = (): Menu =>
    Menu.buildFromTemplate([
      ...(robots === 0 ? [] : [{ label: needWords(robots), click: showPressing }]),
      { label: 'Show Purser', click: show },
      { type: 'separator' },
      { label: 'Quit Purser', click: () => app.quit() },
    ]);

  /** Not every desktop shows all of it: the dot, the words, the number beside it, the menu. */
  const say = (): void => {
    // On macOS and on Unity's dock.
    app.setBadgeCount(tray === null ? 0 : robots);
    if (tray === null) return;
    const { plain, marked } = trayImages(icon);
    tray.setImage(robots === 0 ? plain : marked);
    tray.setToolTip(iconWords(robots));
    tray.setContextMenu(menu());
    // On macOS it stands beside the icon.
    tray.setTitle(robots === 0 ? '' : String(robots));
  };

  const setTray = (wanted: boolean): void => {
    if (wanted === (tray !== null)) return;
    if (!wanted) {
      tray?.destroy();
      tray = null;
      say();
      return;
    }
    try {
      tray = new Tray(trayImages(icon).plain);
      tray.on('click', show);
      say();
    } catch (error) {
      tray = null;
      log.warn('There is no place for an icon that stays', error);
    }
  };

  const setAtLogin = (wanted: boolean): void => {
    // What was never wanted is not taken away: it may be the user's own doing.
    const isFirst = atLogin === null;
    if (wanted === atLogin || (isFirst && !wanted)) {
      atLogin = wanted;
      return;
    }
    atLogin = wanted;
    if (process.platform === 'linux') {
      setAutostart(configHome(), wanted ? program() : null).catch((error: unknown) =>
        log.warn('Starting at login could not be set', error),
      );
      return;
    }
    const { executable: path, args } = program();
    app.setLoginItemSettings({ openAtLogin: wanted, path, args });
  };

  return {
    follow(wanted) {
      void app.whenReady().then(() => {
        setTray(wanted.tray);
        setAtLogin(wanted.atLogin);
      });
    },
    count(next) {
      if (next === robots) return;
      robots = next;
      say();
    },
    isStaying: () => tray !== null,
    support: async () => ({
      tray: await trayPlace(process.platform),
      login: ['linux', 'darwin', 'win32'].includes(process.platform),
    }),
  };
};
