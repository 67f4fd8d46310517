import { text } from 'node:stream/consumers';
import { loginAccount } from '../../../electron/instances/accounts.ts';
import { createMemoryStore } from '../../../electron/keychain/memory-store.ts';
import { createServices } from '../../../electron/services.ts';
import { openInventory } from '../../../shared/inventory/client.ts';
import { portsAlone } from '../ports-alone.ts';

/**
 * The real services on a data folder, applying the plan that is kept there, until killed. The
 * password of its logins comes by the standard input, as everybody can see the arguments.
 */
const [folder = ''] = process.argv.slice(2);
const password = await text(process.stdin);
const secrets = createMemoryStore(() => undefined);
const inventory = await openInventory({ folder });
for (const { id } of (await inventory.storedInstances()).logins) {
  await secrets.set(loginAccount(id), password);
}
await inventory.close();
const services = await createServices({ ...(await portsAlone(folder)), secrets });
const plan = services.commands.list()[0];
if (plan === undefined) throw new Error('there is no plan');
await services.commands.apply(plan.id, false);
await services.commands.settled();
await services.close();
