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

/** What one may take at most: in milliseconds, and as a multiple of what stands beside it. */
interface Most {
  readonly ms?: number;
  readonly ratio?: number;
}

const beside = (name: string, most: Most, ours: number, bare: number, what: string): Figure[] => [
  { name: `permissions.${name}`, value: ours, unit: 'ms', limit: most.ms ?? null },
  { name: `permissions.${name}.${what}`, value: bare, unit: 'ms', limit: null },
  {
    name: `permissions.${name}.over-${what}`,
    value: ours / bare,
    unit: 'ratio',
    limit: most.ratio ?? null,
  },
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
    // As in the window, where robots were judged by the page before.
    await inventory.query(everybody, at);
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
      ...beside('who-can', { ms: 100, ratio: 60 }, median(who), theirs, 'bare-sql'),
      ...beside('matrix-cold', {}, median(took.first), theirs, 'bare-sql'),
      ...beside('matrix', {}, median(took.matrix), theirs, 'bare-sql'),
      ...beside('projects', {}, median(took.projects), theirs, 'bare-sql'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Scrolled {
  readonly p95: number;
  readonly busy: number;
}

interface Drawn {
  readonly first: number;
  readonly down: Scrolled;
  readonly across: Scrolled;
  readonly size: { width: number; height: number };
}

/** A matrix in the window, with as many columns of this width as its bare grid has. */
interface Page {
  readonly name: string;
  readonly hash: string;
  readonly columns: number;
  readonly column: number;
}

const PAGES: readonly Page[] = [
  { name: 'matrix', hash: '#/permissions/robots?columns=all', columns: 140, column: 26 },
  { name: 'projects', hash: '#/permissions/projects', columns: PROJECTS, column: 54 },
];
const CELL = '[role=grid] [aria-rowindex="2"] [role=rowheader]';
const BARE_CELL = '[data-ready]';
const ROW = 26;
const FRAMES = 100;
/** Milliseconds that Purser has to read and judge all robots once it was started. */
const SETTLE = 3_000;

/** From the step to the page until its first rows are painted, and the work of scrolling. */
const draw = (hash: string, column: number, selector: string, settle: number): string =>
  `const first = await bench.timed('${hash}', '${selector}', ${settle});
  await bench.wait(500);
  const down = await bench.scroll(${3 * ROW}, ${FRAMES});
  const across = await bench.scroll(${ROW}, ${FRAMES}, ${column / 2});
  drawn.push({ first, down, across, size: bench.size() });`;

const all = (parts: readonly string[]): string =>
  `(async () => { const drawn = []; ${parts.map((part) => `{${part}}`).join('')} return drawn; })()`;

async function drawn(subject: Subject, parts: readonly string[]): Promise<Drawn[]> {
  const started = await ask<Drawn[]>(subject, all(parts));
  await started.quit();
  return started.answer;
}

/** The matrices in the window, beside bare grids of as many cells. */
async function matrices(stage: Stage): Promise<Figure[]> {
  const purser = await stage.purser(ROBOTS, PROJECTS);
  const bare = stage.bare('grid.html');
  const ours: Drawn[][] = [];
  const theirs: Drawn[][] = [];
  // The first start fills the caches.
  await (await ask(purser, `bench.timed('#/permissions/robots', '${CELL}', 0)`)).quit();
  for (let turn = 0; turn < 2; turn += 1) {
    const mine = await drawn(
      purser,
      PAGES.map(({ hash, column }, place) => draw(hash, column, CELL, place === 0 ? SETTLE : 500)),
    );
    ours.push(mine);
    const sized = PAGES.map(({ columns, column }, place) => {
      const { width = 0, height = 0 } = mine[place]?.size ?? {};
      const hash = `#width=${width}&height=${height}&columns=${columns}&column=${column}`;
      return draw(hash, column, BARE_CELL, 1_000);
    });
    theirs.push(await drawn(bare, sized));
  }
  return PAGES.flatMap(({ name }, place) => {
    const of = (runs: readonly Drawn[][], what: (run: Drawn) => number): number =>
      Math.min(...runs.flatMap((run) => run[place] ?? []).map(what));
    const both = (end: string, most: Most, what: (run: Drawn) => number): Figure[] =>
      beside(`${name}-${end}`, most, of(ours, what), of(theirs, what), 'bare-grid');
    return [
      ...both('first-paint', { ms: 300, ratio: 6 }, ({ first }) => first),
      ...both('down-frame-p95', { ratio: 1.5 }, ({ down }) => down.p95),
      ...both('across-frame-p95', { ratio: 1.5 }, ({ across }) => across.p95),
      ...both('down-work', {}, ({ down }) => down.busy),
      ...both('across-work', {}, ({ across }) => across.busy),
    ];
  });
}

/** 5 000 robots: what is asked of all of them, and the matrices in the window. */
export async function run(): Promise<Figure[]> {
  const stage = await setStage();
  try {
    return [...(await questions()), ...(await matrices(stage))];
  } finally {
    stage.strike();
  }
}
