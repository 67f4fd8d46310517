import { text } from 'node:stream/consumers';
import { loginAccount } from '../../../electron/instances/accounts.ts';
import { createMemoryStore } from '../../../electron/keychain/memory-store.ts';
import { createServices } from '../../../electron/services.ts';
import { openSettings } from '../../../electron/settings/settings.ts';
import { openInventory } from '../../../shared/inventory/client.ts';
import { memoryDesktop } from '../memory-desktop.ts';

/**
 * The real services on a data folder, applying the plan that is kept there, until killed. The
 * password of its logins comes by the standard input, as everybody can see the arguments.
 */
const [folder = ''] = process.argv.slice(2);
const password = await text(process.stdin);
const now = (): number => Math.floor(Date.now() / 1_000);
const secrets = createMemoryStore(() => undefined);
const inventory = await openInventory({ folder });
for (const { id } of (await inventory.storedInstances()).logins) {
  await secrets.set(loginAccount(id), password);
}
await inventory.close();
const ignore = (): void => undefined;
const services = await createServices({
  folder,
  settings: await openSettings(folder, now()),
  initial: null,
  secrets,
  remember: ignore,
  openInventory,
  nativeBinding: undefined,
  testConnection: () => Promise.reject(new Error('is not asked')),
  resolveSystemProxy: () => Promise.resolve('DIRECT'),
  now,
  emit: ignore,
  log: { error: ignore, warn: ignore, info: ignore },
  desktop: memoryDesktop(),
});
const plan = services.commands.list()[0];
if (plan === undefined) throw new Error('there is no plan');
await services.commands.apply(plan.id, false);
await services.commands.settled();
await services.close();
