import type { AppError } from '../../shared/contract/errors.ts';
import type { SyncProgress } from '../../shared/contract/instances.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import type { HarborClient } from '../harbor/types.ts';
import { parseFacts } from './facts.ts';
import { createInstanceSync, type InstanceSync } from './instance-sync.ts';
import { createLoginGates } from './login-gate.ts';
import { NEVER_SYNCED, stateAt, type SyncState } from './state.ts';
import { refusedElsewhere, stopsLogin } from './verdict.ts';

/** An instance that can be synced. */
export interface SyncedInstance {
  readonly id: string;
  readonly loginId: string;
}

export interface SyncOptions {
  readonly inventory: Inventory;
  /** The instances there are, now. */
  readonly instances: () => readonly SyncedInstance[];
  /** A new client for one sync, which closes it. May throw an AppError. */
  readonly clientFor: (instanceId: string) => Promise<HarborClient>;
  /** Requests that one sync may send for the audit log, each for 100 entries; none where absent. */
  readonly auditRequests?: () => number;
  /** Epoch seconds on our clock. */
  readonly now: () => number;
  readonly onState: (instanceId: string, state: SyncState) => void;
  /** At most four a second and instance. */
  readonly onProgress: (instanceId: string, progress: SyncProgress) => void;
  /** At most four a second and instance. */
  readonly onRowsChanged: (instanceId: string) => void;
  /** For the log. */
  readonly onFailure?: (instanceId: string, error: AppError) => void;
}

/** Who wants a sync: a person, or a rule. A person may try again what was refused. */
export type StartedBy = 'person' | 'rule';

/** Harbor → inventory, for every instance on its own. */
export interface Sync {
  /** Reads from the inventory what was known; again after the inventory was emptied. */
  load(): Promise<void>;
  /**
   * Starts these instances, or all; returns at once. A refused login is tried again only where
   * a person names the instance.
   */
  start(ids?: readonly string[], by?: StartedBy): void;
  cancel(ids?: readonly string[]): void;
  stateOf(id: string): SyncState;
  /** Epoch seconds of the last start or whole reading, 0 for never. */
  lastTouched(id: string): number;
  /** Whether it was started since Purser was. */
  wasStarted(id: string): boolean;
  /** The user has changed password, trust or address: forgets the failure and starts. */
  resume(ids: readonly string[]): void;
  /** What the user says of an instance in state `replaced`; then reads it again. */
  answerReplaced(id: string, answer: 'new-harbor' | 'keep-old'): Promise<void>;
  /** Before an instance is removed: ends its sync and forgets it. */
  forget(id: string): Promise<void>;
  /** Resolves when nothing runs any more, of these or at all, and all connections are closed. */
  settled(ids?: readonly string[]): Promise<void>;
  stopAll(): Promise<void>;
}

/** Makes the sync of all instances; `load` it before the first start. */
export function createSync(options: SyncOptions): Sync {
  const { inventory } = options;
  const syncs = new Map<string, InstanceSync>();
  const gates = createLoginGates();

  const loginOf = (id: string): string =>
    options.instances().find((instance) => instance.id === id)?.loginId ?? id;

  const sharing = (id: string): InstanceSync[] => {
    const login = loginOf(id);
    const others = options
      .instances()
      .filter((other) => other.loginId === login && other.id !== id);
    return others.map((other) => syncOf(other.id));
  };

  const failed = (id: string, error: AppError): void => {
    options.onFailure?.(id, error);
    if (!stopsLogin(error)) return;
    for (const other of sharing(id)) other.stopForLogin(refusedElsewhere());
  };

  const accepted = (id: string): void => {
    for (const other of sharing(id)) {
      if (other.state().error?.code === 'login-stopped') other.clearFailure();
    }
  };

  const syncOf = (id: string): InstanceSync => {
    const known = syncs.get(id);
    if (known !== undefined) return known;
    const made = createInstanceSync({
      id,
      inventory,
      now: options.now,
      newClient: () => options.clientFor(id),
      enterGate: () => gates.enter(loginOf(id)),
      auditRequests: options.auditRequests ?? (() => 0),
      onState: (state) => options.onState(id, state),
      onProgress: (progress) => options.onProgress(id, progress),
      onRowsChanged: () => options.onRowsChanged(id),
      onFailure: (error) => failed(id, error),
      onLoginAccepted: () => accepted(id),
    });
    syncs.set(id, made);
    return made;
  };

  const existing = (ids?: readonly string[]): InstanceSync[] =>
    options
      .instances()
      .filter(({ id }) => ids === undefined || ids.includes(id))
      .map(({ id }) => syncOf(id));

  const settled = async (ids?: readonly string[]): Promise<void> => {
    const some = [...syncs].filter(([id]) => ids === undefined || ids.includes(id));
    await Promise.all(some.map(([, sync]) => sync.settled()));
  };

  return {
    async load() {
      const now = { now: options.now(), criticalDays: 1, soonDays: 1 };
      const known = await inventory.facts(now);
      const found = new Map(known.map((facts) => [facts.instanceId, facts]));
      for (const sync of existing()) {
        const { asOf, facts, replaced } = found.get(sync.id) ?? NOTHING_KNOWN;
        sync.remember({ asOf, facts: parseFacts(facts), replaced });
      }
    },
    start(ids, by = 'person') {
      const named = ids !== undefined && by === 'person';
      for (const sync of existing(ids)) {
        if (named || !waitsForUser(sync)) sync.start();
      }
    },
    cancel(ids) {
      for (const sync of existing(ids)) sync.cancel();
    },
    stateOf: (id) => syncs.get(id)?.state() ?? stateAt(NEVER_SYNCED, null, options.now()),
    lastTouched: (id) => syncs.get(id)?.lastTouched() ?? 0,
    wasStarted: (id) => syncs.get(id)?.wasStarted() ?? false,
    resume(ids) {
      for (const sync of existing(ids)) sync.restart();
    },
    async answerReplaced(id, answer) {
      await inventory.answerReplaced(id, answer);
      options.onRowsChanged(id);
      for (const sync of existing([id])) sync.restart();
    },
    async forget(id) {
      const sync = syncs.get(id);
      sync?.cancel();
      await sync?.settled();
      syncs.delete(id);
    },
    settled,
    async stopAll() {
      for (const sync of syncs.values()) sync.cancel();
      await settled();
    },
  };
}

const NOTHING_KNOWN = { asOf: null, facts: '', replaced: false };

/** Only a person can end these: a refused login, a sign-in that ended, and the question whose robots these are. */
const waitsForUser = (sync: InstanceSync): boolean =>
  ['needs-login', 'sign-in-ended', 'replaced'].includes(sync.state().state);
