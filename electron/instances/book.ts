import type { InstanceConfig, Login } from '../../shared/contract/instances.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { Inventory, StoredInstances } from '../../shared/inventory/inventory.ts';

/** The instances and logins that people entered, in memory and in `state.db` alike. */
export interface InstanceBook {
  all(): StoredInstances;
  /** Throws AppError `unknown-item`. */
  instance(id: string): InstanceConfig;
  /** Throws AppError `unknown-item`. */
  login(id: string): Login;
  /** Instances that use a login, in their order. */
  usersOf(loginId: string): readonly InstanceConfig[];
  /** Replaces everything; logins that no instance uses are left out. Throws as the inventory does. */
  replace(next: StoredInstances): Promise<void>;
}

const gone = (what: string): AppError =>
  new AppError('unknown-item', `This ${what} is no longer there.`);

/** The same without the logins that no instance uses. */
export const withoutUnusedLogins = ({ instances, logins }: StoredInstances): StoredInstances => {
  const used = new Set(instances.map((instance) => instance.loginId));
  return { instances, logins: logins.filter((login) => used.has(login.id)) };
};

/** Reads the book. Throws AppErrors of the inventory. */
export const openBook = async (
  inventory: Pick<Inventory, 'storedInstances' | 'saveInstances'>,
): Promise<InstanceBook> => {
  let stored = await inventory.storedInstances();
  return {
    all: () => stored,
    instance: (id) => {
      const found = stored.instances.find((instance) => instance.id === id);
      if (found === undefined) throw gone('instance');
      return found;
    },
    login: (id) => {
      const found = stored.logins.find((login) => login.id === id);
      if (found === undefined) throw gone('login');
      return found;
    },
    usersOf: (loginId) => stored.instances.filter((instance) => instance.loginId === loginId),
    replace: async (next) => {
      const kept = withoutUnusedLogins(next);
      await inventory.saveInstances(kept);
      stored = kept;
    },
  };
};
