import { randomInt, randomUUID } from 'node:crypto';
import { AppError } from '../../shared/contract/errors.ts';
import type { RobotIdentity } from '../../shared/contract/secrets.ts';
import type { KeychainStatus } from '../../shared/contract/settings.ts';
import { makeSecret } from '../../shared/robots/changes/secret-policy.ts';
import type { HandedIn } from './handed-in.ts';
import type { SecretProtocol } from './robot-secrets.ts';
import { isRobotsOwn, type SecretBook } from './secret-book.ts';
import {
  accountOf,
  identityIn,
  isOf,
  pendingAccount,
  robotAccount,
  secretView,
  type SecretRow,
} from './secret-row.ts';
import type { SecretStore } from './secret-store.ts';

export interface ProtocolPorts {
  readonly book: SecretBook;
  readonly store: SecretStore;
  readonly handedIn: HandedIn;
  /** Name and address of an instance; null once it was removed. */
  readonly instance: (id: string) => { readonly name: string; readonly url: string } | null;
  /** New secrets go to the vault without asking. */
  readonly keepNew: () => boolean;
  /** Epoch seconds. */
  readonly now: () => number;
}

/** Why nothing can be kept in a keychain of this state. */
export const unusable = (state: 'locked' | 'none', cause: string): AppError =>
  state === 'locked'
    ? new AppError('keychain-locked', 'The keychain is locked. Unlock it and try again.', {
        retryable: true,
        details: { cause },
      })
    : new AppError('keychain-missing', 'This computer has no keychain that Purser can use.', {
        retryable: true,
        details: { cause },
      });

/** The keychain as somebody finds it who may have unlocked it since: it can ask for its password. */
export const statusAfresh = async (store: SecretStore): Promise<KeychainStatus> => {
  const known = await store.status();
  return known.state === 'ready' ? known : store.retry();
};

/** The secret of a row. Throws `unknown-item` where its entry is gone, and the keychain's errors. */
export const readSecret = async (store: SecretStore, row: SecretRow): Promise<string> => {
  const secret = await store.get(accountOf(row));
  if (secret !== null) return secret;
  // In a session without keychain the store answers null instead of asking.
  const { state, cause } = await store.status();
  if (row.where === 'keychain' && state !== 'ready') throw unusable(state, cause);
  throw new AppError(
    'unknown-item',
    `The secret of ${row.robotName} is not in the keychain any more.`,
  );
};

/** Deletes an entry; where there is no keychain, what was in memory alone is gone all the same. */
export const deleteSecret = async (
  store: SecretStore,
  account: string,
  where: SecretRow['where'],
): Promise<void> => {
  try {
    await store.delete(account);
  } catch (error) {
    if (where === 'keychain' || !(error instanceof AppError)) throw error;
  }
};

/** A promotion that was cut off has left a pending secret under its robot's name, too. */
const deleteCopy = async (store: SecretStore, row: SecretRow): Promise<void> => {
  if (row.state !== 'pending' || row.robotId === null) return;
  const copy = robotAccount(row.instanceId, row.robotId);
  const secret = await store.get(copy);
  if (secret === null || secret !== (await store.get(pendingAccount(row.handle)))) return;
  await deleteSecret(store, copy, row.where);
};

/** Deletes whatever the keychain has of a row. Throws the keychain's errors. */
export const forgetEntries = async (store: SecretStore, row: SecretRow): Promise<void> => {
  await deleteCopy(store, row);
  await deleteSecret(store, accountOf(row), row.where);
  if (row.leftover) await deleteSecret(store, pendingAccount(row.handle), row.where);
};

/** Where the store has put it. */
export const placeOf = (store: SecretStore, account: string): SecretRow['where'] =>
  store.where(account) === 'session' ? 'session' : 'keychain';

/** The way of a secret from being made to being a robot's own. */
export const createSecretProtocol = (ports: ProtocolPorts): SecretProtocol => {
  const { book, store, handedIn } = ports;

  const isSessionNeeded = async (isAgreed: boolean): Promise<boolean> =>
    isAgreed && (await store.status()).state !== 'ready';

  /** Takes the entry under `pending/` away, once the robot's own is there. */
  const clearPending = async (row: SecretRow): Promise<void> => {
    await deleteSecret(store, pendingAccount(row.handle), row.where);
    const now = book.find(row.handle);
    if (now !== null) await book.change([{ ...now, leftover: false }]);
  };

  /**
   * A robot of an earlier Harbor had the same id: what was kept of it moves to a place of its own
   * before the entry is written over.
   */
  const moveAside = async (row: SecretRow): Promise<void> => {
    const secret = await store.get(accountOf(row));
    const account = pendingAccount(row.handle);
    if (secret !== null) await store.set(account, secret, row.where === 'session');
    await book.change([{ ...row, robotId: null, state: 'outdated', leftover: false }]);
  };

  const promoteFirst = async (row: SecretRow, robotId: number, verifiedAt: number | null) => {
    const account = robotAccount(row.instanceId, robotId);
    const own = book
      .at({ instanceId: row.instanceId, robotId })
      .filter((one) => one.handle !== row.handle && isRobotsOwn(one));
    const robot = identityIn(row);
    const older = own.filter((one) => robot !== null && isOf(one, robot));
    for (const one of own) if (!older.includes(one)) await moveAside(one);
    await store.set(account, await readSecret(store, row), row.where === 'session');
    const where = placeOf(store, account);
    // What ends with Purser waits for somebody to decide.
    const state = ports.keepNew() && where === 'keychain' ? 'kept' : 'new';
    const next: SecretRow = { ...row, state, where, verifiedAt, leftover: true };
    await book.change(
      [next],
      older.map(({ handle }) => handle),
    );
    await clearPending(next);
  };

  const isHandedOver = (robot: RobotIdentity): boolean =>
    book.at(robot).some((one) => isRobotsOwn(one) && isOf(one, robot) && one.handedOver);

  return {
    requireReady: async (afresh = false) => {
      const now = afresh ? await statusAfresh(store) : await store.status();
      const { state, cause, sessionOnly } = now;
      if (state !== 'ready') throw unusable(state, cause);
      if (!sessionOnly) return;
      const message = 'New secrets would be kept in memory only, and end with Purser.';
      throw new AppError('keychain-missing', message, { retryable: true });
    },
    begin: async (wish, secret) => {
      const { instanceId, robotId, robotName, planId, step, state = 'pending' } = wish;
      const handle = randomUUID();
      const instance = ports.instance(instanceId);
      if (instance === null) throw new AppError('unknown-item', 'This instance was removed.');
      const session = await isSessionNeeded(wish.sessionOnly ?? false);
      const row: SecretRow = {
        handle,
        instanceId,
        instanceName: instance.name,
        url: instance.url,
        robotId,
        robotName,
        state,
        where: session || (await store.status()).sessionOnly ? 'session' : 'keychain',
        madeAt: Math.floor(ports.now()),
        verifiedAt: null,
        planId,
        step,
        handedOver:
          wish.typedIn === true || (wish.sharedWith !== undefined && isHandedOver(wish.sharedWith)),
        leftover: false,
        leaving: false,
        wasPrepared: false,
        robotCreatedAt: wish.robotCreatedAt ?? 0,
      };
      book.beginning.add(handle);
      try {
        await book.change([row]);
        await store.set(pendingAccount(handle), secret ?? makeSecret(randomInt), session);
      } catch (error) {
        // Should this fail too, the next start finds the row without an entry.
        await book.change([], [handle]).catch(() => undefined);
        throw error;
      } finally {
        book.beginning.delete(handle);
      }
      return handle;
    },
    adopt: async (robot, { planId, step }) => {
      const row = book.at(robot).find((one) => one.state === 'prepared' && isOf(one, robot));
      if (row === undefined) return null;
      await book.change([{ ...row, state: 'pending', planId, step, wasPrepared: true }]);
      return row.handle;
    },
    read: async (handle) => handedIn.read(handle) ?? readSecret(store, book.row(handle)),
    replace: async (handle, secret) => {
      const row = book.row(handle);
      // Whoever typed the first one in does not have this one.
      if (row.handedOver) await book.change([{ ...row, handedOver: false }]);
      await store.set(accountOf(row), secret, row.where === 'session');
    },
    named: async (handle, { id, name, createdAt }) => {
      const row = book.row(handle);
      await book.change([{ ...row, robotId: id, robotName: name, robotCreatedAt: createdAt }]);
    },
    promote: async (handle, { verified, at }) => {
      const row = book.row(handle);
      const verifiedAt = verified ? Math.floor(at) : row.verifiedAt;
      if (row.robotId === null) throw new AppError('internal', 'A secret without a robot.');
      if (!isRobotsOwn(row)) return promoteFirst(row, row.robotId, verifiedAt);
      if (row.verifiedAt !== verifiedAt) await book.change([{ ...row, verifiedAt }]);
      if (row.leftover) await clearPending(row);
    },
    drop: async (handle) => {
      const row = book.find(handle);
      if (row === null) return;
      if (row.wasPrepared && row.state === 'pending') {
        await book.change([{ ...row, state: 'prepared', planId: null, step: null }]);
        return;
      }
      await deleteSecret(store, accountOf(row), row.where);
      await book.change([], [handle]);
    },
    deleted: async (robot) => {
      const own = book
        .at(robot)
        .filter((row) => (row.state === 'new' || row.state === 'kept') && isOf(row, robot));
      if (own.length > 0) await book.change(own.map((row) => ({ ...row, state: 'outdated' })));
    },
    ofRobot: async (robot) => {
      const row = book.at(robot).find((one) => isRobotsOwn(one) && isOf(one, robot));
      return row === undefined ? null : readSecret(store, row);
    },
    holds: (robots) =>
      robots.map((robot) =>
        book
          .at(robot)
          .some((row) => (row.state === 'new' || row.state === 'kept') && isOf(row, robot)),
      ),
    find: (handle) => {
      const row = book.find(handle);
      return row === null ? null : secretView(row);
    },
  };
};
