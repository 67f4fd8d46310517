import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInventory } from '../../shared/inventory/client.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import { FILTERS, openBare } from './inventory-bare.ts';
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
const TURNS = 15;
/** A window takes a millisecond, so that its turns have to be many to say anything. */
const WINDOW_TURNS = 300;

/** The inventory may take this much longer than SQL alone. */
const LIMIT = 1.5;

const at = { now: NOW, criticalDays: 7, soonDays: 30 };
const byName = { column: 'name', descending: false } as const;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

/**
 * Both in turn, so that a machine that is busy with something else is so for both.
 * @param before what makes the inventory forget what it could answer from memory
 */
async function compare(
  name: string,
  ours: () => Promise<unknown>,
  bare: () => Promise<unknown>,
  before: () => Promise<unknown> = () => Promise.resolve(),
  turns = TURNS,
): Promise<Figure[]> {
  const oursTook: number[] = [];
  const bareTook: number[] = [];
  for (let turn = 0; turn <= turns; turn += 1) {
    await before();
    const took = [await milliseconds(ours), await milliseconds(bare)] as const;
    // The first turn fills the caches of both.
    if (turn === 0) continue;
    oursTook.push(took[0]);
    bareTook.push(took[1]);
  }
  const [our, their] = [median(oursTook), median(bareTook)];
  return [
    { name: `inventory.${name}`, value: our, unit: 'ms', limit: null },
    { name: `inventory.${name}.bare-sql`, value: their, unit: 'ms', limit: null },
    { name: `inventory.${name}.over-bare-sql`, value: our / their, unit: 'ratio', limit: LIMIT },
  ];
}

/** Writes the fleet as syncs do, and once more. */
async function fill(inventory: Inventory): Promise<Figure[]> {
  const all = INSTANCES * ROBOTS;
  const fleets = Array.from({ length: INSTANCES }, (_, place) =>
    robotsOf(place + 1, ROBOTS, PROJECTS),
  );
  await inventory.saveInstances({
    instances: fleets.map((_, place) => configOf(place)),
    logins: [],
  });
  let writtenAgain = 0;
  const write = async (): Promise<void> => {
    writtenAgain = 0;
    for (const [place, robots] of fleets.entries())
      writtenAgain += await sync(inventory, place, robots);
  };
  const first = await milliseconds(write);
  const again = await milliseconds(write);
  return [
    { name: 'inventory.write', value: all / (first / 1_000), unit: 'robots/s', limit: null },
    { name: 'inventory.write-again', value: all / (again / 1_000), unit: 'robots/s', limit: null },
    { name: 'inventory.rows-written-again', value: writtenAgain, unit: 'rows', limit: 0 },
  ];
}

/** 100 000 robots: keys in order, a window of rows, filters and facets, each beside bare SQL. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'purser-bench-inventory-'));
  const inventory = await openInventory({ folder });
  try {
    const figures = await fill(inventory);
    const query = (text: string) => inventory.query({ query: text, scope: [], sort: byName }, at);
    const { keys } = await query('');
    await inventory.setTags([...keys.subarray(0, 2_000)], ['team a'], []);
    // A write, after which no order is remembered any more.
    const touch = (): Promise<void> => inventory.setTags([keys[0] ?? 0], ['touched'], ['touched']);
    const wanted = [...keys.subarray(50_000, 50_100)];
    const bare = await openBare(folder);
    figures.push(
      ...(await compare('keys-sorted', () => query(''), bare.keys('1'), touch)),
      ...(await compare(
        'window-100',
        () => inventory.rows(wanted, at),
        bare.window(wanted),
        undefined,
        WINDOW_TURNS,
      )),
    );
    for (const [name, { query: text, where }] of Object.entries(FILTERS)) {
      const filtered = bare.keys(where);
      const { keys: found } = await query(text);
      if (found.length !== (await filtered()))
        throw new Error(`“${text}” finds other robots than its SQL`);
      figures.push(...(await compare(`filter-${name}`, () => query(text), filtered, touch)));
    }
    const facets = (text: string) => inventory.facets({ query: text, scope: [] }, at);
    const { where, query: text } = FILTERS['text'] ?? { where: '1', query: '' };
    figures.push(
      ...(await compare('facets', () => facets(''), bare.facets('1'))),
      ...(await compare('facets-filtered', () => facets(text), bare.facets(where))),
    );
    await bare.close();
    return figures;
  } finally {
    await inventory.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
