import { AppError } from '../../shared/contract/errors.ts';
import type {
  RobotIdentity,
  SecretList,
  SecretQuery,
  SecretState,
} from '../../shared/contract/secrets.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import type { Log } from '../log/log.ts';
import { isOf, keptOf, rowsOf, secretView, type SecretRow } from './secret-row.ts';

/** Which secrets of robots there are, in memory and in `journal.db` alike. */
export interface SecretBook {
  /** Throws AppError `unknown-item`. */
  row(handle: string): SecretRow;
  find(handle: string): SecretRow | null;
  all(): readonly SecretRow[];
  /** Those of robots that have or had this id, without looking at all others. */
  at(place: Pick<RobotIdentity, 'instanceId' | 'robotId'>): readonly SecretRow[];
  /** Handles of rows whose entry in the keychain is being written. */
  readonly beginning: Set<string>;
  /** Writes down what the instance is called, so that its secrets still say it once it is gone. */
  nameInstance(instanceId: string): Promise<void>;
  /** Writes these and removes those, on the disk first. Throws as the inventory does. */
  change(kept: readonly SecretRow[], gone?: readonly string[]): Promise<void>;
  /** Rows from `from` on, `count` of them; all when left out. */
  list(query: SecretQuery, from?: number, count?: number): SecretList;
}

/** States of secrets that are some robot's own, so that a newer one takes their place. */
export const isRobotsOwn = ({ state }: SecretRow): boolean =>
  state === 'new' || state === 'kept' || state === 'outdated';

/** A secret that may be a robot's, and that nobody has but this computer. */
export const isNowhereElse = ({ state, handedOver }: SecretRow): boolean =>
  !handedOver && (state === 'new' || state === 'pending' || state === 'prepared');

const placeOf = ({ instanceId, robotId }: Pick<SecretRow, 'instanceId' | 'robotId'>): string =>
  `${instanceId} ${String(robotId)}`;

function isWanted(query: SecretQuery): (row: SecretRow) => boolean {
  const { handle, planId, instanceId, robot, states } = query;
  const handles = query.handles === undefined ? null : new Set(query.handles);
  return (row) =>
    (handle === undefined || row.handle === handle) &&
    (handles === null || handles.has(row.handle)) &&
    (planId === undefined || row.planId === planId) &&
    (instanceId === undefined || row.instanceId === instanceId) &&
    (robot === undefined || isOf(row, robot)) &&
    (states === undefined || states.length === 0 || states.includes(row.state));
}

const isCalled =
  ({ text = '' }: SecretQuery) =>
  ({ robotName, instanceName }: SecretRow): boolean =>
    [robotName, instanceName].some((name) => name.toLowerCase().includes(text.toLowerCase()));

const statesOf = (rows: readonly SecretRow[]): SecretList['states'] => {
  const count: Record<SecretState, number> = {
    pending: 0,
    new: 0,
    kept: 0,
    prepared: 0,
    outdated: 0,
  };
  for (const { state } of rows) count[state] += 1;
  return count;
};

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
  const rows = new Map<string, SecretRow>();
  /** Handles by the place of a robot, which may have been another's before. */
  const places = new Map<string, Set<string>>();
  const leave = (handle: string): void => {
    const before = rows.get(handle);
    if (before === undefined) return;
    const there = places.get(placeOf(before));
    there?.delete(handle);
    if (there?.size === 0) places.delete(placeOf(before));
  };
  const put = (row: SecretRow): void => {
    const before = rows.get(row.handle);
    if (before !== undefined && placeOf(before) !== placeOf(row)) leave(row.handle);
    rows.set(row.handle, row);
    const there = places.get(placeOf(row));
    if (there === undefined) places.set(placeOf(row), new Set([row.handle]));
    else there.add(row.handle);
  };
  for (const row of rowsOf(await inventory.keptSecrets(), ports.log)) put(row);
  const rowsAt = (place: Pick<RobotIdentity, 'instanceId' | 'robotId'>): SecretRow[] =>
    [...(places.get(placeOf(place)) ?? [])].flatMap((handle) => rows.get(handle) ?? []);

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
    for (const row of kept) put(row);
    for (const handle of gone) {
      leave(handle);
      rows.delete(handle);
    }
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
    at: (place) => rowsAt(place).map(named),
    beginning: new Set(),
    nameInstance: (instanceId) => change(all().filter((row) => row.instanceId === instanceId)),
    change,
    list: (query, from = 0, count = rows.size) => {
      const found = (query.robot === undefined ? [...rows.values()] : rowsAt(query.robot))
        .filter(isWanted(query))
        .map(named)
        .filter(isCalled(query))
        .sort(query.planId === undefined ? byAge : byDecision);
      const alone = found.filter(isNowhereElse);
      return {
        secrets: found.slice(from, from + count).map(secretView),
        total: found.length,
        handles: found.map(({ handle }) => handle),
        nowhereElse: alone.map(({ handle }) => handle),
        inMemory: alone.filter(({ where }) => where === 'session').length,
        handedOver: found.filter(({ handedOver }) => handedOver).length,
        states: statesOf(found),
      };
    },
  };
};
