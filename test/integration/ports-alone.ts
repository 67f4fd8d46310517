import type { Ports } from '../../electron/ports.ts';
import { openSettings } from '../../electron/settings/settings.ts';
import { openInventory } from '../../shared/inventory/client.ts';
import { memoryDesktop } from './memory-desktop.ts';

const ignore = (): void => undefined;

/** Epoch seconds. */
export const now = (): number => Math.floor(Date.now() / 1_000);

/** What the services stand on in a process of their own, without a window, but for the secrets. */
export const portsAlone = async (folder: string): Promise<Omit<Ports, 'secrets'>> => ({
  folder,
  settings: await openSettings(folder, now()),
  initial: null,
  remember: ignore,
  openInventory,
  openSignInWindow: () => Promise.reject(new Error('no window opens here')),
  nativeBinding: process.env['PURSER_SQLITE_BINDING'],
  testConnection: () => Promise.reject(new Error('is not asked')),
  resolveSystemProxy: () => Promise.resolve('DIRECT'),
  now,
  emit: ignore,
  log: { error: ignore, warn: ignore, info: ignore },
  desktop: memoryDesktop(),
});
