import type { Inventory } from '../../shared/inventory/inventory.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import type { Log } from '../log/log.ts';
import type { Desktop } from '../ports.ts';
import { createHandedIn } from './handed-in.ts';
import type { ProveRobot, RobotSecrets } from './robot-secrets.ts';
import { openSecretBook } from './secret-book.ts';
import { createSecretClipboard } from './secret-clipboard.ts';
import { createSecretProtocol } from './secret-protocol.ts';
import { settleSecrets } from './settle-secrets.ts';
import type { SecretStore } from './secret-store.ts';
import { createSecretVault } from './secret-vault.ts';

export interface RobotSecretsPorts {
  readonly inventory: Pick<Inventory, 'keptSecrets' | 'changeSecrets' | 'robotById'>;
  readonly store: SecretStore;
  readonly remember: (secret: string) => void;
  readonly settings: () => Settings['secrets'];
  /** Name and address of an instance; null once it was removed. */
  readonly instance: (id: string) => { readonly name: string; readonly url: string } | null;
  readonly desktop: Pick<Desktop, 'copyText' | 'clipboardText'>;
  readonly prove: ProveRobot;
  /** Whether steps of this plan are being sent now. */
  readonly isRunning: (planId: string) => boolean;
  /** Epoch seconds. */
  readonly now: () => number;
  readonly onChanged: () => void;
  readonly log: Log;
}

/** Opens the secrets of robots of one workspace. Throws AppErrors of the inventory. */
export const createRobotSecrets = async (ports: RobotSecretsPorts): Promise<RobotSecrets> => {
  const { log, now, store } = ports;
  const book = await openSecretBook(ports);
  const handedIn = createHandedIn(ports.remember);
  const clipboard = createSecretClipboard({
    desktop: ports.desktop,
    seconds: () => ports.settings().clipboardSeconds,
    now,
    onFailure: (error) => log.warn('The clipboard could not be cleared', error),
  });
  const protocol = createSecretProtocol({
    book,
    store,
    handedIn,
    instance: ports.instance,
    keepNew: () => ports.settings().keepNew,
    now,
  });
  const vault = createSecretVault({ ...ports, book, protocol, handedIn, clipboard });
  return {
    ...protocol,
    ...vault,
    nameInstance: book.nameInstance,
    isOfOtherAddress: (instanceId, url) =>
      book.all().some((row) => row.instanceId === instanceId && row.url !== url),
    settle: () => settleSecrets({ book, store, log }),
    end: async () => {
      handedIn.end();
      await clipboard
        .end()
        .catch((error: unknown) => log.warn('The clipboard could not be cleared', error));
    },
  };
};
