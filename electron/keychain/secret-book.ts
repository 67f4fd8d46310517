import { AppError } from '../../shared/contract/errors.ts';
import type { RobotSecret, SecretQuery } from '../../shared/contract/secrets.ts';
import { MAX_SECRETS } from '../../shared/contract/secrets.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import type { Log } from '../log/log.ts';
import { isOf, keptOf, rowsOf, secretView, type SecretRow } from './secret-row.ts';

/** Which secrets of robots there are, in memory and in `journal.db` alike. */
export interface SecretBook {
  /** Throws AppError `unknown-item`. */
  row(handle: string): SecretRow;
  find(handle: string): SecretRow | null;
  all(): readonly SecretRow[];
  /** Handles of rows whose entry in the keychain is being written. */
  readonly beginning: Set<string>;
  /** Writes down what the instance is called, so that its secrets still say it once it is gone. */
  nameInstance(instanceId: string): Promise<void>;
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
    (robot === undefined || isOf(row, robot)) &&
    (states === undefined || states.length === 0 || states.includes(row.state));

const byAge = (a: SecretRow, b: SecretRow): number =>
  b.madeAt - a.madeAt || (a.step ?? 0) - (b.step ?? 0);

/** Those that somebody has yet to decide about come first, so that a limit never hides them. */
const byDecision = (a: SecretRow, b: SecretRow): number =>
  Number(b.state === 'new') - Number(a.state === 'new') || byAge(a, b);

export interface SecretBookPorts {
  readonly inventory: Pick<Inventory, 'keptSecrets' | 'changeSecrets'>;
  /** Name and address of an instance; null once it was removed. */
  readonly instance: (id: string) => { readonly name: string; readonly url: string } | null;
  readonly onChanged: () => void;
  readonly log: Log;
}

/** Reads the book. Throws AppErrors of the inventory. */
export const openSecretBook = async (ports: SecretBookPorts): Promise<SecretBook> => {
  const { inventory } = ports;
  const rows = new Map(
    rowsOf(await inventory.keptSecrets(), ports.log).map((row) => [row.handle, row] as const),
  );

  /** With the name that the instance has now. */
  const named = (row: SecretRow): SecretRow => {
    const instance = ports.instance(row.instanceId);
    return instance === null ? row : { ...row, instanceName: instance.name, url: instance.url };
  };
  const find = (handle: string): SecretRow | null => {
    const row = rows.get(handle);
    return row === undefined ? null : named(row);
  };
  const all = (): SecretRow[] => [...rows.values()].map(named);
  const change: SecretBook['change'] = async (kept, gone = []) => {
    await inventory.changeSecrets(kept.map(keptOf), gone);
    for (const row of kept) rows.set(row.handle, row);
    for (const handle of gone) rows.delete(handle);
    ports.onChanged();
  };

  return {
    row: (handle) => {
      const row = find(handle);
      if (row !== null) return row;
      throw new AppError('unknown-item', 'This secret is not kept here any more.');
    },
    find,
    all,
    beginning: new Set(),
    nameInstance: (instanceId) => change(all().filter((row) => row.instanceId === instanceId)),
    change,
    list: (query) => {
      const found = [...rows.values()]
        .filter(isWanted(query))
        .sort(query.planId === undefined ? byAge : byDecision);
      const secrets = found.slice(0, MAX_SECRETS).map((row) => secretView(named(row)));
      return { secrets, total: found.length };
    },
  };
};
