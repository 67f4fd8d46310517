import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretStore } from './keychain/secret-store.ts';
import type { LogFile } from './log/log.ts';
import type { Ports } from './ports.ts';
import { createServices, type Services } from './services.ts';
import { keepPrivate } from './settings/data-folder.ts';
import { openSettings, type SettingsStore } from './settings/settings.ts';
import type { OpenWorkspace, WorkspaceKind } from './workspaces.ts';

export interface WorkspaceSources {
  /** Ports that both kinds of workspace share. */
  readonly shared: Omit<Ports, 'folder' | 'settings' | 'secrets' | 'log'>;
  /** Folder of the user's own data; the demo lives in a folder inside it while it is open. */
  readonly folder: string;
  readonly log: LogFile;
  readonly keychain: SecretStore;
  readonly memoryStore: () => SecretStore;
  /** Told the settings as soon as they are read, before the databases are open. */
  readonly onSettings: (settings: SettingsStore) => void;
  readonly onOpen: (services: Services) => void;
}

const DEMO_FOLDER = 'demo';

/** Opens the user's own data, or a demo that leaves nothing behind. */
export const createOpenWorkspace = (sources: WorkspaceSources): OpenWorkspace => {
  const { shared, log } = sources;
  const demoFolder = join(sources.folder, DEMO_FOLDER);
  const removeDemo = (): Promise<void> => rm(demoFolder, { recursive: true, force: true });

  const open = async (folder: string, secrets: SecretStore): Promise<Services> => {
    await keepPrivate(folder);
    log.moveTo(folder);
    const settings = await openSettings(folder, shared.now());
    sources.onSettings(settings);
    const services = await createServices({ ...shared, folder, settings, secrets, log });
    sources.onOpen(services);
    return services;
  };

  const openDemo = async (): Promise<Services> => {
    const services = await open(demoFolder, sources.memoryStore());
    const close = async (): Promise<void> => {
      await services.close();
      log.moveTo(sources.folder);
      await removeDemo();
    };
    return { ...services, close };
  };

  return async (kind: WorkspaceKind) => {
    // What a demo left that could not end: only one Purser at a time has this folder.
    await removeDemo();
    return kind === 'demo' ? openDemo() : open(sources.folder, sources.keychain);
  };
};
