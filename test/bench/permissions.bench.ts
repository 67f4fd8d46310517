import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInventory } from '../../shared/inventory/client.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import { openBare } from './inventory-bare.ts';
import { configOf, NOW, robotsOf, sync } from './inventory-fleet.ts';
import { ask, type Subject } from './window-app.ts';
import { setStage, type Stage } from './window-stage.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Upper bound, null for what is only worth knowing. */
  readonly limit: number | null;
}

const ROBOTS = 5_000;
const PROJECTS = 400;
const INSTANCES = 4;
const TURNS = 9;

const at = { now: NOW, criticalDays: 7, soonDays: 30 };
const byName = { column: 'name', descending: false } as const;
const everybody = { query: '', scope: [], sort: byName };

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const beside = (
  name: string,
  limit: number | null,
  ours: number,
  bare: number,
  what: string,
): Figure[] => [
  { name: `permissions.${name}`, value: ours, unit: 'ms', limit: null },
  { name: `permissions.${name}.${what}`, value: bare, unit: 'ms', limit: null },
  { name: `permissions.${name}.over-${what}`, value: ours / bare, unit: 'ratio', limit },
];

async function fill(folder: string): Promise<void> {
  const inventory = await openInventory({ folder });
  const places = Array.from({ length: INSTANCES }, (_, place) => place);
  await inventory.saveInstances({ instances: places.map(configOf), logins: [] });
  for (const place of places) {
    await sync(inventory, place, robotsOf(place + 1, ROBOTS / INSTANCES, PROJECTS));
  }
  await inventory.close();
}

const whoCanPush = (inventory: Inventory): Promise<unknown> =>
  inventory.whoCan(
    { kind: 'project', pair: 'repository:push', project: 'team-7', query: '', scope: [] },
    at,
  );

/** Questions over all robots, beside the SQL that finds who was granted push, and nothing more. */
async function questions(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'purser-bench-permissions-'));
  try {
    await fill(folder);
    const bare = await openBare(folder);
    const granted = bare.keys(
      `r.permission_set IN (SELECT permission_set FROM permission_pair
       WHERE resource = 'repository' AND action = 'push')`,
    );
    const inventory = await openInventory({ folder });
    const took = { first: [] as number[], matrix: [] as number[], projects: [] as number[] };
    const who: number[] = [];
    const sql: number[] = [];
    await granted();
    took.first.push(await milliseconds(() => inventory.permissionMatrix(everybody, at)));
    for (let turn = 0; turn < TURNS; turn += 1) {
      sql.push(await milliseconds(granted));
      who.push(await milliseconds(() => whoCanPush(inventory)));
      took.matrix.push(await milliseconds(() => inventory.permissionMatrix(everybody, at)));
      took.projects.push(await milliseconds(() => inventory.projectMatrix(everybody, at)));
    }
    await inventory.close();
    await bare.close();
    const theirs = median(sql);
    return [
      ...beside('who-can', 60, median(who), theirs, 'bare-sql'),
      ...beside('matrix-cold', null, median(took.first), theirs, 'bare-sql'),
      ...beside('matrix', null, median(took.matrix), theirs, 'bare-sql'),
      ...beside('projects', null, median(took.projects), theirs, 'bare-sql'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Drawn {
  readonly first: number;
  readonly down: { p95: number; busy: number };
  readonly across: { p95: number; busy: number };
  readonly size: { width: number; height: number };
}

const CELL = '[role=grid] [aria-rowindex="2"] [role=rowheader]';
const BARE_CELL = '[data-ready]';
const PAGE = '#/permissions/robots?columns=all';

/** From the step to the page until its first rows are painted, and the work of scrolling. */
const draw = (hash: string, selector: string): string => `(async () => {
  const first = await bench.timed('${hash}', '${selector}');
  await bench.wait(2000);
  const down = await bench.scroll(3 * 26, 200);
  const across = await bench.scroll(26, 200, 13);
  return { first, down, across, size: bench.size() };
})()`;

async function drawn(subject: Subject, hash: string, selector: string): Promise<Drawn> {
  const started = await ask<Drawn>(subject, draw(hash, selector));
  await started.quit();
  return started.answer;
}

/** The matrix in the window, beside a bare grid of as many cells. */
async function matrix(stage: Stage): Promise<Figure[]> {
  const purser = await stage.purser(ROBOTS);
  const ours: Drawn[] = [];
  const bare: Drawn[] = [];
  // The first start fills the caches of both.
  for (let turn = 0; turn <= 3; turn += 1) {
    const mine = await drawn(purser, PAGE, CELL);
    const { width, height } = mine.size;
    const grid = stage.bare(`grid.html?width=${width}&height=${height}`);
    const theirs = await drawn(grid, '#go', BARE_CELL);
    if (turn === 0) continue;
    ours.push(mine);
    bare.push(theirs);
  }
  const of = (runs: readonly Drawn[], what: (run: Drawn) => number): number =>
    median(runs.map(what));
  const both = (name: string, limit: number | null, what: (run: Drawn) => number): Figure[] =>
    beside(name, limit, of(ours, what), of(bare, what), 'bare-grid');
  return [
    ...both('matrix-first-paint', 6, ({ first }) => first),
    ...both('matrix-down-frame-p95', 1.5, ({ down }) => down.p95),
    ...both('matrix-across-frame-p95', 1.5, ({ across }) => across.p95),
    ...both('matrix-down-work', null, ({ down }) => down.busy),
    ...both('matrix-across-work', null, ({ across }) => across.busy),
  ];
}

/** 5 000 robots: what is asked of all of them, and the matrix in the window. */
export async function run(): Promise<Figure[]> {
  const stage = await setStage();
  try {
    return [...(await questions()), ...(await matrix(stage))];
  } finally {
    stage.strike();
  }
}
