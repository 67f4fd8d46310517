import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Credentials, HarborOptions } from '../../../electron/harbor/types.ts';
import type { SyncState } from '../../../electron/sync/state.ts';
import { createSync, type Sync } from '../../../electron/sync/sync.ts';
import type { RobotRow } from '../../../shared/contract/robots.ts';
import { openInventory } from '../open-inventory.ts';
import type { InstanceFacts, Inventory, Now } from '../../../shared/inventory/inventory.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { PASSWORD, asRobot, asUser, clientFor } from '../harbor/stage.ts';

/** For `expect.poll`: patient enough for a machine that does other things as well. */
export const SOON = { timeout: 15_000 };

/** Who a test signs in as. */
export interface Who {
  readonly kind?: 'user' | 'robot';
  readonly username?: string;
  readonly password?: string;
}

export interface AddedInstance {
  readonly id: string;
  loginId: string;
  url: string;
  trust: HarborOptions['trust'];
  who: Required<Who>;
}

/** Sync, client and inventory as the app has them, with instances added by tests. */
export interface Harness {
  readonly sync: Sync;
  readonly inventory: Inventory;
  readonly instances: AddedInstance[];
  /** All states told so far, by instance. */
  readonly states: Map<string, SyncState[]>;
  add(target: Simulator | string, who?: Who, loginId?: string): AddedInstance;
  /** Syncs and waits for the end; answers the state it ended in. */
  run(instance: AddedInstance): Promise<SyncState>;
  /** Robots that are there, by name. */
  rows(instance: AddedInstance): Promise<readonly RobotRow[]>;
  /** Keys of robots that a query finds. */
  keys(instance: AddedInstance, query: string): Promise<number[]>;
  /** Robots marked gone. */
  gone(instance: AddedInstance): Promise<readonly RobotRow[]>;
  facts(instance: AddedInstance): Promise<InstanceFacts>;
  /** Rows written since this was asked last. */
  writtenSince(): number;
  /** Seconds added to our own clock. */
  readonly clock: { ahead: number };
}

/** @param auditRequests that a sync may send for the audit log; none unless said */
export async function harness(auditRequests = 0): Promise<Harness> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-sync-'));
  const opened = await openInventory({ folder });
  let written = 0;
  const inventory: Inventory = {
    ...opened,
    async writeRobots(reading, robots) {
      const result = await opened.writeRobots(reading, robots);
      written += result.written;
      return result;
    },
  };
  const instances: AddedInstance[] = [];
  const states = new Map<string, SyncState[]>();
  const clock = { ahead: 0 };
  const now = (): number => Date.now() / 1_000 + clock.ahead;
  const at = (): Now => ({ now: now(), criticalDays: 7, soonDays: 30 });

  const sync = createSync({
    inventory,
    instances: () => instances,
    auditRequests: () => auditRequests,
    clientFor: (id) => {
      const instance = instances.find((one) => one.id === id);
      if (instance === undefined) throw new Error('no such instance');
      const { url, trust, who } = instance;
      return Promise.resolve(clientFor(url, { trust, credentials: credentialsOf(who) }));
    },
    now,
    onState: (id, state) => states.set(id, [...(states.get(id) ?? []), state]),
    onProgress: () => undefined,
    onRowsChanged: () => undefined,
  });
  const keysOf = async (id: string, query: string): Promise<number[]> => {
    const sort = { column: 'name', descending: false } as const;
    return [...(await inventory.query({ query, scope: [id], sort }, at())).keys];
  };
  const matching = async (id: string, query: string): Promise<readonly RobotRow[]> =>
    inventory.rows(await keysOf(id, query), at());
  await sync.load();
  onTestFinished(async () => {
    await sync.stopAll();
    await inventory.close();
    await rm(folder, { recursive: true, force: true });
  });

  return {
    sync,
    inventory,
    instances,
    states,
    clock,
    add(target, who = {}, loginId = randomUUID()) {
      const url = typeof target === 'string' ? target : target.url;
      const { kind = 'user', username = 'admin', password = PASSWORD } = who;
      const added: AddedInstance = {
        id: randomUUID(),
        loginId,
        url,
        trust: { kind: 'system' },
        who: { kind, username, password },
      };
      instances.push(added);
      return added;
    },
    async run({ id }) {
      sync.start([id]);
      await sync.settled();
      return sync.stateOf(id);
    },
    writtenSince() {
      const since = written;
      written = 0;
      return since;
    },
    rows: ({ id }) => matching(id, ''),
    keys: ({ id }, query) => keysOf(id, query),
    gone: ({ id }) => matching(id, 'state:gone'),
    async facts({ id }) {
      const found = (await inventory.facts(at())).find(({ instanceId }) => instanceId === id);
      if (found === undefined) throw new Error('nothing is known of this instance');
      return found;
    },
  };
}

function credentialsOf({ kind, username, password }: Required<Who>): Credentials {
  return kind === 'user'
    ? asUser(username, password)
    : asRobot({ name: username, secret: password });
}
