import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openInventory } from '../open-inventory.ts';
import { openStore } from '../../../shared/inventory/guarded-store.ts';
import type {
  Inventory,
  InventoryOptions,
  Now,
  ReadingEnd,
  ReadingResult,
  ReadRobot,
} from '../../../shared/inventory/inventory.ts';
import type { Store } from '../../../shared/inventory/store.ts';
import type { PermissionEntry, Robot } from '../../../shared/robots/robot.ts';

/** 2026-11-28T12:00:00Z. */
export const NOW = 1_795_867_200;
export const DAY = 86_400;

export const at: Now = { now: NOW, criticalDays: 7, soonDays: 30 };

export const PROD = '11111111-1111-4111-8111-111111111111';
export const EU = '22222222-2222-4222-8222-222222222222';

export const pull: PermissionEntry = {
  kind: 'project',
  namespace: 'library',
  access: [{ resource: 'repository', action: 'pull', effect: '' }],
};

export const entry = (kind: string, namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind,
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

/** A system robot that may pull, unless said otherwise. */
export function aRobot(id: number, more: Partial<Robot> = {}): Robot {
  return {
    id,
    name: `robot$r${id}`,
    level: 'system',
    projectId: null,
    projectName: '',
    description: '',
    disabled: false,
    editable: true,
    duration: -1,
    expiresAt: -1,
    createdAt: NOW - 100 * DAY + id,
    updatedAt: NOW - 50 * DAY + id,
    creator: { type: 'local', ref: 1 },
    permissions: [pull],
    ...more,
  };
}

/** As Harbor would have answered. */
export const read = (robot: Robot, more: Record<string, unknown> = {}): ReadRobot => ({
  robot,
  raw: JSON.stringify({
    id: robot.id,
    name: robot.name,
    level: robot.level,
    description: robot.description,
    disable: robot.disabled,
    editable: robot.editable,
    duration: robot.duration,
    expires_at: robot.expiresAt,
    creation_time: robot.createdAt,
    update_time: robot.updatedAt,
    creator_type: robot.creator.type,
    creator_ref: robot.creator.ref,
    permissions: robot.permissions,
    ...more,
  }),
});

/** A reading that saw everything. */
export const wholeEnd = (more: Partial<ReadingEnd> = {}): ReadingEnd => ({
  asOf: NOW,
  systemRead: true,
  projectsRead: [],
  allProjects: true,
  harborVersion: 'v2.14.0-1234abcd',
  projectCreation: null,
  clockOffset: 0,
  catalogue: null,
  userNames: { 1: 'admin' },
  prefix: 'robot$',
  facts: '{}',
  ...more,
});

/** Reads a whole instance: the projects of the robots and these robots are all there is. */
export function readAll(
  store: Store,
  instanceId: string,
  robots: readonly Robot[],
  more: Partial<ReadingEnd> = {},
): ReadingResult {
  const reading = store.beginReading(instanceId);
  const projects = new Map(
    robots.flatMap(({ projectId, projectName }) =>
      projectId === null ? [] : [[projectId, { id: projectId, name: projectName }] as const],
    ),
  );
  store.writeProjects(reading, [...projects.values()]);
  store.writeRobots(
    reading,
    robots.map((robot) => read(robot)),
  );
  return store.finishReading(reading, wholeEnd({ projectsRead: [...projects.keys()], ...more }));
}

/** A folder that goes when the test ends. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'purser-inventory-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The calls without a worker, on real files. */
export function aStore(folder = aFolder()): Store {
  const guarded = openStore({ folder }, () => undefined);
  onTestFinished(() => guarded.close());
  return new Proxy({} as Store, {
    get:
      (_, name: keyof Store) =>
      (...input: readonly unknown[]) =>
        guarded.call((store) =>
          (store[name] as (...input: readonly unknown[]) => unknown)(...input),
        ),
  });
}

/** The inventory as the product opens it. */
export async function anInventory(options: Partial<InventoryOptions> = {}): Promise<Inventory> {
  const inventory = await openInventory({ folder: options.folder ?? aFolder(), ...options });
  onTestFinished(() => inventory.close());
  return inventory;
}

/** Names of the robots a query answers, in order. */
export function namesOf(store: Store, query: string, scope: readonly string[] = []): string[] {
  const sort = { column: 'name', descending: false } as const;
  const { keys } = store.query({ query, scope: [...scope], sort }, at);
  return store.rows([...keys], at).map(({ name }) => name);
}
