import { AppError } from '../../shared/contract/errors.ts';
import type { Inventory, KnownRobot } from '../../shared/inventory/inventory.ts';
import type { HandedIn } from './handed-in.ts';
import { refusesEverySecret } from './refuses-every-secret.ts';
import type { OutgoingSecret, ProveRobot, SecretProtocol, SecretVault } from './robot-secrets.ts';
import { isNowhereElse, isRobotsOwn, type SecretBook } from './secret-book.ts';
import type { SecretClipboard } from './secret-clipboard.ts';
import { forgetEntries, placeOf, readSecret, statusAfresh, unusable } from './secret-protocol.ts';
import { accountOf, isOf, secretView, type SecretRow } from './secret-row.ts';
import type { SecretStore } from './secret-store.ts';

export interface VaultPorts {
  readonly book: SecretBook;
  readonly store: SecretStore;
  readonly protocol: Pick<SecretProtocol, 'promote'>;
  readonly handedIn: HandedIn;
  readonly clipboard: SecretClipboard;
  readonly inventory: Pick<Inventory, 'robotById'>;
  readonly prove: ProveRobot;
  /** Whether steps of this plan are being sent now. */
  readonly isRunning: (planId: string) => boolean;
  /** Epoch seconds. */
  readonly now: () => number;
}

const notAllowed = (message: string): AppError => new AppError('not-allowed', message);

const isKnownAs = (row: SecretRow, { instanceId, robot }: KnownRobot): boolean =>
  isOf(row, { instanceId, robotId: robot.id, name: robot.name, createdAt: robot.createdAt });

/** Why signing in as this robot would not tell whether the secret is right; null if it would. */
const whyUntold = (row: SecretRow, known: KnownRobot | null, now: number): string | null => {
  if (row.state === 'prepared') return 'This secret was not sent to Harbor yet.';
  if (known === null) return null;
  if (known.gone) return `${row.robotName} is not at Harbor any more.`;
  if (!isKnownAs(row, known)) {
    const { name } = known.robot;
    return `${row.robotName} is not at Harbor any more: ${name === row.robotName ? 'another of this name was made since' : `its id belongs to ${name} now`}.`;
  }
  return refusesEverySecret(known.robot, row.robotName, now);
};

/** What people do with the secrets of robots. */
export const createSecretVault = (ports: VaultPorts): SecretVault => {
  const { book, store } = ports;

  const markHandedOver = async (rows: readonly SecretRow[]): Promise<void> => {
    const changed = rows.flatMap(({ handle }) => {
      const now = book.find(handle);
      return now === null || now.handedOver ? [] : [{ ...now, handedOver: true }];
    });
    if (changed.length > 0) await book.change(changed);
  };

  /** The row as it is once the secret is in the vault, where it is then. */
  const keptRow = async (row: SecretRow): Promise<SecretRow> => {
    if (!isRobotsOwn(row)) throw notAllowed('Only a secret that is the robot’s can be kept.');
    const account = accountOf(row);
    if (row.where === 'session') await store.set(account, await readSecret(store, row));
    const state = row.state === 'new' ? 'kept' : row.state;
    return { ...row, state, where: placeOf(store, account) };
  };

  /** What was in memory alone is kept where it outlives Purser, or not at all. */
  const keep = async (rows: readonly SecretRow[]): Promise<void> => {
    if (rows.some(({ where }) => where === 'session')) {
      const { state, cause } = await statusAfresh(store);
      if (state !== 'ready') throw unusable(state, cause);
    }
    const kept: SecretRow[] = [];
    try {
      for (const row of rows) kept.push(await keptRow(row));
    } finally {
      if (kept.length > 0) await book.change(kept);
    }
  };

  /**
   * Where the keychain fails in the middle, those that it deleted are gone and the others stay;
   * where Purser ends there, the next start forgets the rest.
   */
  const forget = async (rows: readonly SecretRow[]): Promise<void> => {
    const gone = new Set<string>();
    await book.change(rows.map((row) => ({ ...row, leaving: true })));
    try {
      for (const row of rows) {
        await forgetEntries(store, row);
        gone.add(row.handle);
      }
    } finally {
      const staying = rows.flatMap(({ handle }) =>
        gone.has(handle) ? [] : (book.find(handle) ?? []),
      );
      await book.change(
        staying.map((row) => ({ ...row, leaving: false })),
        [...gone],
      );
    }
  };

  /** What an accepted or refused login says of a secret. */
  const judge = async (row: SecretRow, accepted: boolean): Promise<void> => {
    const at = Math.floor(ports.now());
    if (!accepted) {
      // A pending one was refused because Harbor does not have it, now or never.
      if (isRobotsOwn(row)) await book.change([{ ...row, state: 'outdated' }]);
      return;
    }
    if (row.state === 'pending' && row.robotId !== null) {
      await ports.protocol.promote(row.handle, { verified: true, at });
      return;
    }
    const state = row.state === 'outdated' ? 'kept' : row.state;
    await book.change([{ ...row, state, verifiedAt: at }]);
  };

  return {
    list: book.list,
    copy: async (handle) => {
      const row = book.row(handle);
      const clearsAt = await ports.clipboard.put(await readSecret(store, row));
      await markHandedOver([row]);
      return { clearsAt };
    },
    reveal: async (handle) => {
      const row = book.row(handle);
      const secret = await readSecret(store, row);
      await markHandedOver([row]);
      return secret;
    },
    keep: async (handles) => keep(handles.map(book.row)),
    forget: async (handles, sure) => {
      const rows = handles.flatMap((handle) => book.find(handle) ?? []);
      if (!sure && rows.some(isNowhereElse)) {
        throw notAllowed('A secret that is nowhere else is only forgotten when you are sure.');
      }
      for (const { planId, state, robotName } of rows) {
        if (state === 'pending' && planId !== null && ports.isRunning(planId)) {
          throw notAllowed(`The secret of ${robotName} is being sent now. Stop its plan first.`);
        }
      }
      await forget(rows);
    },
    test: async (handle) => {
      const row = book.row(handle);
      const { instanceId, robotId } = row;
      const known = robotId === null ? null : await ports.inventory.robotById(instanceId, robotId);
      const untold = whyUntold(row, known, ports.now());
      if (untold !== null) throw notAllowed(untold);
      // A prefix that changed since gave the robot another name.
      const robotName = known?.robot.name ?? row.robotName;
      const secret = await readSecret(store, row);
      const accepted = (await ports.prove(instanceId, robotName, secret)) === 'accepted';
      await judge({ ...book.row(handle), robotName }, accepted);
      return { secret: secretView(book.row(handle)), accepted };
    },
    handIn: (secret) => ports.handedIn.add(secret),
    outgoing: async (handles) => {
      const rows = handles.map(book.row);
      await store.readAhead(rows.map(accountOf));
      const found: OutgoingSecret[] = [];
      for (const row of rows) {
        found.push({ ...row, secret: await readSecret(store, row) });
      }
      return found;
    },
    handOver: (handles) => markHandedOver(handles.flatMap((handle) => book.find(handle) ?? [])),
    copyText: (text) => ports.clipboard.put(text),
  };
};
