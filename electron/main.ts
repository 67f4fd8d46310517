import { join } from 'node:path';
import { app, ipcMain, Menu, nativeTheme, powerMonitor, protocol, session } from 'electron';
import type { AppInfo } from '../shared/contract/settings.ts';
import { openInventory } from '../shared/inventory/client.ts';
import { openInventoryAhead } from './inventory-ahead.ts';
import { bindCalls } from './ipc/bind-calls.ts';
import type { Emit } from './ipc/events.ts';
import { isTrustedSender } from './ipc/sender.ts';
import { createKeychain } from './keychain/keychain.ts';
import { loadKeytar } from './keychain/keytar.ts';
import { createMemoryStore } from './keychain/memory-store.ts';
import { createLog } from './log/log.ts';
import { createRedactor } from './log/redact.ts';
import type { Services } from './services.ts';
import { HIDDEN } from './reminders/autostart.ts';
import { PRESSING } from './reminders/presence.ts';
import { dataFolder, prepareFolderSync } from './settings/data-folder.ts';
import { APP_ORIGIN, isOwnUrl, START_URL } from './shell/address.ts';
import { failToStart, installCrashHandlers } from './shell/crash.ts';
import { createDesktop } from './shell/desktop.ts';
import { installGuards } from './shell/guards.ts';
import { createMainWindow } from './shell/main-window.ts';
import { menuTemplate } from './shell/menu.ts';
import { installPermissionHandlers } from './shell/permissions.ts';
import { APP_SCHEME_PRIVILEGES, serveWindowFiles } from './shell/protocol.ts';
import { createNotifier } from './shell/notifier.ts';
import { oncePageHasCode } from './shell/page-code.ts';
import { createPresence } from './shell/presence.ts';
import { createQuitting } from './shell/quit.ts';
import { createSignInWindows, foreignPage } from './shell/sign-in-window.ts';
import { createWorkspaces, type WorkspaceKind } from './workspaces.ts';

app.enableSandbox();
protocol.registerSchemesAsPrivileged([APP_SCHEME_PRIVILEGES]);
// Electron would build its own menu meanwhile, and reload the page on Ctrl+R.
Menu.setApplicationMenu(null);

/** Milliseconds that files and connections have to be closed in when Purser quits. */
const CLOSE_WITHIN = 5_000;

const built = (...parts: string[]): string => join(app.getAppPath(), 'out', ...parts);

const start = (folder: string): void => {
  const isDemo = process.argv.includes('--demo');
  const isHidden = process.argv.includes(HIDDEN);
  const nativeBinding = process.env['PURSER_SQLITE_BINDING'];
  const open = isDemo
    ? openInventory
    : openInventoryAhead({ folder, ...(nativeBinding === undefined ? {} : { nativeBinding }) });
  const redactor = createRedactor();
  const log = createLog(folder, redactor);
  const keychain = createKeychain({ load: loadKeytar, remember: redactor.remember });
  installCrashHandlers(log, redactor, keychain.end);

  let services: Services | null = null;
  const development = !app.isPackaged;
  // Set by `npm run dev` and by the tests; it would take a tenth of a start.
  const checkAnswers = process.env['PURSER_CHECK_ANSWERS'] === '1';

  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const rooms = begun.then(() => import('./rooms.ts'));
  // What quits is closed by what it would have been opened by.
  app.once('before-quit', begin);
  void app.whenReady().then(() => {
    if (isHidden) begin();
    else oncePageHasCode(session.defaultSession.webRequest, begin);
  });
  const emitting = rooms.then(({ createEmit }) =>
    createEmit((channel, payload) => window.send(channel, payload), checkAnswers),
  );
  const emit: Emit = (name, payload) => void emitting.then((tell) => tell(name, payload));

  const httpHosts = (): ReadonlySet<string> => {
    const urls = services?.instances.book.all().instances.map(({ url }) => new URL(url)) ?? [];
    return new Set(urls.filter(({ protocol }) => protocol === 'http:').map(({ host }) => host));
  };
  const desktop = createDesktop(() => window.current(), httpHosts);
  installGuards(app, desktop.openInBrowser, foreignPage);

  const presence = createPresence({
    icon: join(app.getAppPath(), 'resources', 'icon.png'),
    show: () => window.show(),
    showPressing: () => showRobots(PRESSING),
    log,
  });
  /** Where the window leads that has to be opened first. */
  const robotsAddress = (query: string): string =>
    `${START_URL}#/robots?q=${encodeURIComponent(query)}`;
  const showRobots = (query: string): void => {
    const isOpen = window.current() !== null;
    window.show(robotsAddress(query));
    if (isOpen) emit('app.showRobots', { query });
  };

  const opening = Promise.all([rooms, emitting]).then(([{ createOpenWorkspace }, emit]) =>
    createOpenWorkspace({
      folder,
      log,
      keychain,
      memoryStore: () => createMemoryStore(redactor.remember),
      shared: {
        openInventory: open,
        nativeBinding,
        // Loaded when first needed, like the client: nothing of it is on the way to the first rows.
        testConnection: async (...input) => {
          const { testConnection } = await import('./instances/connection-test.ts');
          return testConnection(...input);
        },
        remember: redactor.remember,
        openSignInWindow: createSignInWindows(() => window.current()),
        resolveSystemProxy: (url) => session.defaultSession.resolveProxy(url),
        now: () => Math.floor(Date.now() / 1_000),
        emit,
        desktop,
        notifier: createNotifier(),
        showRobots,
        onPressing: presence.count,
      },
      onSettings: (settings, kind) => {
        nativeTheme.themeSource = settings.get().theme;
        if (kind === 'own') {
          presence.follow(settings.get().reminders);
          settings.onChange(({ reminders }) => presence.follow(reminders));
        }
        settings.onChange(({ theme }) => {
          nativeTheme.themeSource = theme;
        });
      },
      onOpen: (opened) => {
        services = opened;
      },
    }),
  );
  const workspaces = createWorkspaces(isDemo ? 'demo' : 'own', async (kind) =>
    (await opening)(kind),
  );

  const about = (): AppInfo => ({
    version: app.getVersion(),
    platform:
      process.platform === 'linux' || process.platform === 'darwin' || process.platform === 'win32'
        ? process.platform
        : 'other',
    runtimeNotice: process.env['PURSER_RUNTIME_NOTICE'] ?? '',
    demo: workspaces.isDemo(),
  });

  const switchWorkspace = async (kind: WorkspaceKind): Promise<void> => {
    services = null;
    await workspaces.switchTo(kind);
    // After the answer is on its way: the page that asked is about to go.
    setImmediate(() => window.startAgain());
  };

  log.info(`Purser ${app.getVersion()} starts on Electron ${process.versions.electron}`);

  const router = rooms.then(({ createHandlers, createRouter }) =>
    createRouter({
      handlers: createHandlers({
        services: () => workspaces.current(),
        about,
        switchWorkspace,
        desktop,
        presence,
      }),
      isTrusted: (event) =>
        isTrustedSender(event, {
          contentsId: () => window.current()?.webContents.id ?? null,
          origin: APP_ORIGIN,
          isOwnUrl,
        }),
      log,
      checkAnswers,
    }),
  );
  bindCalls(ipcMain, () => {
    begin();
    return router;
  });

  const quitting = createQuitting({
    running: () => services?.commands.running() ?? [],
    inMemory: () =>
      services === null || workspaces.isDemo() ? 0 : services.secrets.list({}).inMemory,
    ask: desktop.confirm,
    finish: async () => services?.commands.end(),
    close: async () => {
      services = null;
      const late = new Promise((resolve) => setTimeout(resolve, CLOSE_WITHIN));
      const closing = workspaces.close().finally(keychain.end);
      await Promise.race([closing, late]).catch(() => undefined);
    },
    quit: () => app.quit(),
  });

  const window = createMainWindow({
    placeFile: join(folder, 'window.json'),
    preload: built('preload', 'preload.cjs'),
    onGone: (reason) => log.error('The window’s process is gone', reason),
    onFocus: () => services?.schedule.focused(),
    // Where Purser ends with its window, the window stays until what is asked before is answered.
    isHeld: () => process.platform !== 'darwin' && !presence.isStaying() && quitting.isHeld(),
  });

  app.on('second-instance', () => window.show());
  app.on('activate', () => window.show());
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin' && !presence.isStaying()) app.quit();
  });
  app.on('before-quit', (event) => {
    if (!quitting.mayGo()) event.preventDefault();
  });

  /** Started at login, Purser stays in the tray; without an icon there nobody would find it. */
  const appearIfNeeded = async (): Promise<void> => {
    await workspaces.current().catch(() => null);
    if (!presence.isStaying()) window.show();
  };

  const appear = (): void => {
    installPermissionHandlers(session.defaultSession);
    serveWindowFiles(protocol, built('renderer'));
    if (isHidden) void appearIfNeeded();
    else window.show();
    // After the page's code: the window is not to wait for a menu.
    void begun.then(() => {
      const template = menuTemplate({
        platform: process.platform,
        development,
        run: (command) => emit('app.command', { command }),
      });
      Menu.setApplicationMenu(Menu.buildFromTemplate(template));
    });
    powerMonitor.on('suspend', () => services?.schedule.suspended());
    powerMonitor.on('resume', () => services?.schedule.resumed());
  };
  void app
    .whenReady()
    .then(appear)
    .then(() => rooms)
    .catch((error: unknown) => {
      log.error('Could not start', error);
      failToStart(redactor.toText(error));
    });
};

// Files are for their owner, whatever the shell that started Purser says.
process.umask(0o077);
const folder = dataFolder(process.env['PURSER_HOME'], app.getPath('appData'));
try {
  prepareFolderSync(folder);
  // Chromium's own files lie there too, and one folder is open in one Purser.
  app.setPath('userData', join(folder, 'window'));
  if (app.requestSingleInstanceLock()) start(folder);
  else app.quit();
} catch (error) {
  failToStart(`Its data folder ${folder} cannot be used: ${String(error)}`);
}
