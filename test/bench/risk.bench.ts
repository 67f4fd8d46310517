import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInventory } from '../../shared/inventory/client.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import { configOf, NOW, robotsOf, sync } from './inventory-fleet.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Upper bound, null for what is only worth knowing. */
  readonly limit: number | null;
}

const INSTANCES = 4;
const ROBOTS = 25_000;
const PROJECTS = 300;
const CHANGED = 100;
const TURNS = 9;

/** Milliseconds: all rules over all robots, and after a sync that changed a hundred. */
const ALL_LIMIT = 2_000;
const SOME_LIMIT = 100;

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Rows of no robot: nothing is asked but that findings are up to date. */
const judge = (inventory: Inventory, level: 'low' | 'medium') =>
  inventory.rows([], {
    now: NOW,
    criticalDays: 7,
    soonDays: 30,
    risk: { 'secret-nowhere': { severity: level } },
  });

/** Rules over 100 000 robots, and over a hundred that a sync changed. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'purser-bench-risk-'));
  const inventory = await openInventory({ folder });
  try {
    const fleets = Array.from({ length: INSTANCES }, (_, place) =>
      robotsOf(place + 1, ROBOTS, PROJECTS),
    );
    await inventory.saveInstances({
      instances: fleets.map((_, place) => configOf(place)),
      logins: [],
    });
    for (const [place, robots] of fleets.entries()) await sync(inventory, place, robots);
    const all: number[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      // Other settings, so that everything is judged again.
      const level = turn % 2 === 0 ? 'low' : 'medium';
      all.push(await milliseconds(() => judge(inventory, level)));
    }
    const some: number[] = [];
    const fleet = fleets[0] ?? [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      const robots = fleet.map((read, place) =>
        place % (ROBOTS / CHANGED) === 0
          ? {
              raw: `${read.raw} `.repeat(turn + 1),
              robot: { ...read.robot, disabled: turn % 2 === 0, updatedAt: NOW - turn },
            }
          : read,
      );
      await sync(inventory, 0, robots);
      some.push(await milliseconds(() => judge(inventory, TURNS % 2 === 0 ? 'medium' : 'low')));
    }
    const unchanged = await milliseconds(() =>
      judge(inventory, TURNS % 2 === 0 ? 'medium' : 'low'),
    );
    const { keys } = await inventory.query(
      { query: 'risk:critical,high', scope: [], sort: { column: 'risk', descending: true } },
      { now: NOW, criticalDays: 7, soonDays: 30, risk: { 'secret-nowhere': { severity: 'low' } } },
    );
    if (keys.length === 0) throw new Error('no robot of the fleet has a risk');
    return [
      { name: 'risk.all', value: median(all), unit: 'ms', limit: ALL_LIMIT },
      { name: 'risk.changed-100', value: median(some), unit: 'ms', limit: SOME_LIMIT },
      { name: 'risk.nothing-changed', value: unchanged, unit: 'ms', limit: null },
    ];
  } finally {
    await inventory.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
