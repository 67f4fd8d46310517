import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../shared/contract/settings.ts';
import { loginAccount } from './instances/accounts.ts';
import type { SecretStore } from './keychain/secret-store.ts';
import type { LogFile } from './log/log.ts';
import type { Ports } from './ports.ts';
import { createServices, type Services } from './services.ts';
import { keepPrivate } from './settings/data-folder.ts';
import { openSettings, type SettingsStore } from './settings/settings.ts';
import { systemClock } from './sync/schedule.ts';
import type { OpenWorkspace, WorkspaceKind } from './workspaces.ts';

export interface WorkspaceSources {
  /** Ports that both kinds of workspace share. */
  readonly shared: Omit<Ports, 'folder' | 'settings' | 'secrets' | 'log' | 'initial'>;
  /** Folder of the user's own data; the demo lives in a folder inside it while it is open. */
  readonly folder: string;
  readonly log: LogFile;
  readonly keychain: SecretStore;
  readonly memoryStore: () => SecretStore;
  /** Told the settings as soon as they are read, before the databases are open. */
  readonly onSettings: (settings: SettingsStore, kind: WorkspaceKind) => void;
  readonly onOpen: (services: Services) => void;
}

/** Seconds in which the window shows what is known before anything is read anew. */
const FIRST_SYNC_AFTER = 1;

const DEMO_FOLDER = 'demo';

/** Opens the user's own data, or a demo that leaves nothing behind. */
export const createOpenWorkspace = (sources: WorkspaceSources): OpenWorkspace => {
  const { shared, log } = sources;
  const demoFolder = join(sources.folder, DEMO_FOLDER);
  const removeDemo = (): Promise<void> => rm(demoFolder, { recursive: true, force: true });

  /** Chosen in the user's own settings; the demo begins with it. */
  let theme: Settings['theme'] = 'system';

  const open = async (
    settings: SettingsStore,
    part: Pick<Ports, 'folder' | 'secrets' | 'initial'>,
  ): Promise<Services> => {
    const isDemo = part.initial !== null;
    sources.onSettings(settings, isDemo ? 'demo' : 'own');
    // What is simulated is nothing to be reminded of.
    const notifier = isDemo ? null : (shared.notifier ?? null);
    const services = await createServices({ ...shared, ...part, notifier, settings, log });
    sources.onOpen(services);
    const stopWaiting = systemClock.after(FIRST_SYNC_AFTER, () => services.schedule.begin());
    return {
      ...services,
      close: () => {
        stopWaiting();
        return services.close();
      },
    };
  };

  const settingsOf = async (folder: string): Promise<SettingsStore> => {
    await keepPrivate(folder);
    log.moveTo(folder);
    return openSettings(folder, shared.now());
  };

  const openOwn = async (): Promise<Services> => {
    const { folder, keychain: secrets } = sources;
    const settings = await settingsOf(folder);
    theme = settings.get().theme;
    settings.onChange((next) => {
      theme = next.theme;
    });
    return open(settings, { folder, secrets, initial: null });
  };

  const openDemo = async (): Promise<Services> => {
    const secrets = sources.memoryStore();
    const { startDemoFleet } = await import('./demo/demo-fleet.ts');
    const fleet = await startDemoFleet();
    const leave = async (): Promise<void> => {
      await fleet.close();
      log.moveTo(sources.folder);
      await removeDemo();
    };
    try {
      for (const [loginId, password] of fleet.passwords) {
        await secrets.set(loginAccount(loginId), password);
      }
      const settings = await settingsOf(demoFolder);
      if (theme !== settings.get().theme) await settings.set({ theme });
      const { instances, logins } = fleet;
      const services = await open(settings, {
        folder: demoFolder,
        secrets,
        initial: { instances, logins },
      });
      return { ...services, close: () => services.close().finally(leave) };
    } catch (error) {
      await leave();
      throw error;
    }
  };

  return async (kind: WorkspaceKind) => {
    // What a demo left that could not end: only one Purser at a time has this folder.
    await removeDemo();
    return kind === 'demo' ? openDemo() : openOwn();
  };
};
