import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { judgeStep } from '../../electron/robots/preflight/judge-step.ts';
import type { PlanRecord, StepRecord } from '../../electron/robots/plan-record.ts';
import { planSteps } from '../../electron/robots/plan/plan-steps.ts';
import type { Place } from '../../electron/robots/situation.ts';
import { planView, stepView } from '../../electron/robots/plan/step-view.ts';
import type { Operation } from '../../shared/contract/operations.ts';
import { openInventory } from '../../shared/inventory/client.ts';
import type { Inventory } from '../../shared/inventory/inventory.ts';
import { catalogueOf } from '../../shared/permissions/catalogue.ts';
import { titleOf } from '../../shared/robots/changes/words.ts';
import { configOf, NOW, robotsOf, sync } from './inventory-fleet.ts';

const ROBOTS = 10_000;
const TURNS = 9;
/** Milliseconds for a plan of 10 000 robots. */
const LIMIT = 500;
/** Milliseconds that the process may be deaf while such a plan is made. */
const LONGEST_BLOCK = 100;

const RENEW: Operation = { kind: 'renew', until: { kind: 'days', days: 90 } };
const RECREATE: Operation = { kind: 'recreate', secret: { kind: 'generate' }, until: null };

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

const known = catalogueOf('2.15.2');

const PLACE: Place = {
  instanceId: configOf(0).id,
  instanceName: 'prod',
  version: '2.15.2',
  editsLegacy: false,
  readOnly: false,
  locked: false,
  clockOffset: 0,
  caller: { kind: 'admin', username: 'admin' },
  accepted: known && { system: new Set(known.system), project: new Set(known.project) },
  projects: new Set(),
  projectIds: new Map(),
  missing: new Set(),
  prefix: 'robot$',
  knownPrefix: 'robot$',
};

const planOf = (operation: Operation, steps: StepRecord[]): PlanRecord => ({
  id: 'bench',
  createdAt: NOW,
  title: titleOf(
    operation,
    steps.map(({ seen }) => seen.name),
    ['prod'],
  ),
  operation,
  undoOf: null,
  origin: null,
  exportTo: null,
  checkedAt: null,
  state: 'ready',
  pausedWhy: '',
  pausedBy: null,
  checkedAs: {},
  wasUndone: false,
  steps,
});

/** Makes a plan and answers how long that took, and how long the process was deaf at most. */
async function make(
  inventory: Inventory,
  operation: Operation,
  keys: readonly number[],
): Promise<{ plan: PlanRecord; took: number; deaf: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const start = performance.now();
  const steps = await planSteps(inventory, operation, keys);
  const plan = planOf(operation, steps);
  planView(plan, () => false);
  const took = performance.now() - start;
  delay.disable();
  return { plan, took, deaf: delay.max / 1e6 };
}

async function ofOperation(
  name: string,
  inventory: Inventory,
  operation: Operation,
  keys: readonly number[],
) {
  const took: number[] = [];
  const deaf: number[] = [];
  let last: PlanRecord | null = null;
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const made = await make(inventory, operation, keys);
    // The first turn warms what every later one has.
    if (turn > 0) {
      took.push(made.took);
      deaf.push(made.deaf);
    }
    last = made.plan;
  }
  if (last === null || last.steps.length !== ROBOTS) throw new Error('robots are missing');
  const judging = performance.now();
  for (const step of last.steps) {
    judgeStep(step, step.seen, { operation, place: PLACE, now: NOW });
  }
  const judged = performance.now() - judging;
  const viewing = performance.now();
  for (const step of last.steps.slice(0, 200)) stepView(last, step);
  const viewed = performance.now() - viewing;
  return [
    { name: `plan.${name}-10000`, value: median(took), unit: 'ms', limit: LIMIT },
    { name: `plan.${name}-deaf`, value: median(deaf), unit: 'ms', limit: LONGEST_BLOCK },
    { name: `plan.${name}-judge`, value: (judged / ROBOTS) * 1_000, unit: 'µs/step', limit: null },
    { name: `plan.${name}-window`, value: viewed, unit: 'ms/200 steps', limit: null },
  ];
}

/** Plans for 10 000 robots of the inventory: how long one takes, and how deaf the process is. */
export async function run() {
  const folder = mkdtempSync(join(tmpdir(), 'purser-bench-plan-'));
  const inventory = await openInventory({ folder });
  try {
    await inventory.saveInstances({ instances: [configOf(0)], logins: [] });
    await sync(inventory, 0, robotsOf(0, ROBOTS, 300));
    const sort = { column: 'name', descending: false } as const;
    const at = { now: NOW, criticalDays: 7, soonDays: 30 };
    const { keys } = await inventory.query({ query: '', scope: [], sort }, at);
    return [
      ...(await ofOperation('renew', inventory, RENEW, [...keys])),
      ...(await ofOperation('recreate', inventory, RECREATE, [...keys])),
    ];
  } finally {
    await inventory.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
