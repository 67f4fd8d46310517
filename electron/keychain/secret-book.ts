import { AppError } from '../../shared/contract/errors.ts';
import type { RobotSecret, SecretQuery } from '../../shared/contract/secrets.ts';
import { MAX_SECRETS } from '../../shared/contract/secrets.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import type { Log } from '../log/log.ts';
import { keptOf, rowsOf, secretView, type SecretRow } from './secret-row.ts';

/** Which secrets of robots there are, in memory and in `journal.db` alike. */
export interface SecretBook {
  /** Throws AppError `unknown-item`. */
  row(handle: string): SecretRow;
  find(handle: string): SecretRow | null;
  all(): readonly SecretRow[];
  /** Writes these and removes those, on the disk first. Throws as the inventory does. */
  change(kept: readonly SecretRow[], gone?: readonly string[]): Promise<void>;
  list(query: SecretQuery): { secrets: RobotSecret[]; total: number };
}

/** States of secrets that are some robot's own, so that a newer one takes their place. */
export const isRobotsOwn = ({ state }: SecretRow): boolean =>
  state === 'new' || state === 'kept' || state === 'outdated';

const isWanted =
  ({ planId, instanceId, robot, states }: SecretQuery) =>
  (row: SecretRow): boolean =>
    (planId === undefined || row.planId === planId) &&
    (instanceId === undefined || row.instanceId === instanceId) &&
    (robot === undefined ||
      (row.instanceId === robot.instanceId && row.robotId === robot.robotId)) &&
    (states === undefined || states.length === 0 || states.includes(row.state));

/** Reads the book. Throws AppErrors of the inventory. */
export const openSecretBook = async (
  inventory: Pick<Inventory, 'keptSecrets' | 'changeSecrets'>,
  log: Log,
  onChanged: () => void,
): Promise<SecretBook> => {
  const rows = new Map(
    rowsOf(await inventory.keptSecrets(), log).map((row) => [row.handle, row] as const),
  );
  return {
    row: (handle) => {
      const row = rows.get(handle);
      if (row !== undefined) return row;
      throw new AppError('unknown-item', 'This secret is not kept here any more.');
    },
    find: (handle) => rows.get(handle) ?? null,
    all: () => [...rows.values()],
    change: async (kept, gone = []) => {
      await inventory.changeSecrets(kept.map(keptOf), gone);
      for (const row of kept) rows.set(row.handle, row);
      for (const handle of gone) rows.delete(handle);
      onChanged();
    },
    list: (query) => {
      const found = [...rows.values()]
        .filter(isWanted(query))
        .sort((a, b) => b.madeAt - a.madeAt || (a.step ?? 0) - (b.step ?? 0));
      return { secrets: found.slice(0, MAX_SECRETS).map(secretView), total: found.length };
    },
  };
};
