import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExpiryPolicy } from '../../shared/contract/planner.ts';
import { openInventory } from '../../shared/inventory/client.ts';
import { UNUSED_DAYS } from '../../shared/robots/last-use.ts';
import { overviewQuery, overviewQuestions } from '../../shared/robots/overview-questions.ts';
import { configOf, idOf, NOW, robotsOf, sync } from './inventory-fleet.ts';

const INSTANCES = 4;
const ROBOTS = 25_000;
const PROJECTS = 300;
const TURNS = 9;
const DAY = 86_400;

const at = { now: NOW, criticalDays: 7, soonDays: 30 };

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) took.push(await milliseconds(work));
  return took.toSorted((left, right) => left - right)[Math.floor(TURNS / 2)] ?? 0;
}

const POLICY: ExpiryPolicy = {
  id: '00000000-0000-4000-8000-000000000001',
  name: 'Quarterly',
  query: '',
  scope: [],
  keep: '',
  lifetimeDays: 90,
  renewWithin: 30,
  weekdays: [5, 6, 0],
  dates: [],
  perDay: 10,
  perProject: null,
  spread: true,
};

/** Dashboard, Expiry page and owners of 100 000 robots, of which every third was used. */
export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'purser-bench-dashboard-'));
  const inventory = await openInventory({ folder });
  try {
    await inventory.saveInstances({
      instances: Array.from({ length: INSTANCES }, (_, place) => configOf(place)),
      logins: [],
    });
    let keeping = 0;
    for (let place = 0; place < INSTANCES; place += 1) {
      const robots = robotsOf(place + 1, ROBOTS, PROJECTS);
      await sync(inventory, place, robots);
      const uses = robots
        .filter((_, number) => number % 3 === 0)
        .map(({ robot }, number) => ({
          name: robot.name.replace('robot$', ''),
          at: NOW - (number % 200) * DAY,
          what: 'pull team/app:1',
          projects: [],
        }));
      const log = { blind: null, from: NOW - 250 * DAY, projectsFrom: null, projects: null };
      const read = { log, cursor: '{}', uses };
      keeping += await milliseconds(() => inventory.keepUses(idOf(place), read));
    }
    const rules = Array.from({ length: 20 }, (_, number) => ({
      id: `00000000-0000-4000-8000-0000000000${String(10 + number)}`,
      owner: `team ${String(number)}`,
      instanceId: null,
      project: `team-${String(number)}*`,
      name: '',
      creator: '',
    }));
    const owning = await milliseconds(() => inventory.saveOwnerRules(rules));
    // As services do after a reading, so that the first page need not wait for the rules about risk.
    const judging = await milliseconds(async () => {
      while (await inventory.judgeAhead(at));
    });
    const question = overviewQuery([], overviewQuestions(UNUSED_DAYS));
    const first = await milliseconds(() => inventory.overview(question, at));
    const edges = Array.from({ length: 366 }, (_, day) => NOW + day * DAY);
    const spread = { query: '-state:disabled,legacy', scope: [], by: 'owner' as const, edges };
    const figure = (name: string, value: number, limit: number | null = null) => ({
      name: `dashboard.${name}`,
      value,
      unit: 'ms',
      limit,
    });
    return [
      figure('overview', await median(() => inventory.overview(question, at)), 150),
      figure('overview-first', first, 500),
      figure('judge-ahead', judging),
      figure('instances', await median(() => inventory.facts(at))),
      figure('expiry-year', await median(() => inventory.expirySpread(spread, at))),
      figure('drifts', await median(() => inventory.countDrifts(POLICY, at))),
      figure('owners', await median(() => inventory.ownerCounts(at))),
      figure('keep-uses', keeping),
      figure('owner-rules', owning),
    ];
  } finally {
    await inventory.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
