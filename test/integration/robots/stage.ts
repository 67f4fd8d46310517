import { expect } from 'vitest';
import type { Operation } from '../../../shared/contract/operations.ts';
import type { Plan, PlanStep } from '../../../shared/contract/plans.ts';
import type { Seed } from '../../../shared/simulator/seed.ts';
import type { Simulator, SimulatorOptions } from '../../../shared/simulator/simulator.ts';
import { harbor } from '../harbor/stage.ts';
import { aComputer, draftFor, type App, type Computer } from '../instances/stage.ts';

export const VERSIONS = ['2.5.6', '2.8.6', '2.12.4', '2.14.0', '2.15.2'] as const;

const AGO = Date.now() - 100 * 86_400_000;
const PULL = [{ resource: 'repository', action: 'pull' }];

/** System robots with pull everywhere, made 100 days ago, without an end. */
export const systemRobots = (...names: string[]): NonNullable<Seed['robots']> =>
  names.map((name) => ({
    name,
    createdAt: AGO,
    duration: -1,
    permissions: [{ kind: 'project' as const, namespace: '*', access: PULL }],
  }));

/** An app with one instance at a simulated Harbor, read once. */
export interface Stage {
  readonly computer: Computer;
  readonly simulator: Simulator;
  readonly instanceId: string;
  app: App;
  /** Reads everything again. */
  sync(): Promise<void>;
  /** Keys of robots whose name contains made. */
  keys(query?: string): Promise<number[]>;
  /** Plans and waits until it is checked. */
  plan(operation: Operation, query?: string): Promise<Plan>;
  steps(plan: Plan): Promise<PlanStep[]>;
  /** Applies and waits until it stands still. */
  apply(plan: Plan): Promise<Plan>;
  settled(plan: Plan): Promise<Plan>;
  /** Plans, checks, applies; answers the steps. */
  run(operation: Operation, query?: string): Promise<PlanStep[]>;
}

const BUSY = new Set(['checking', 'running']);

export async function stage(
  seed: Seed = { robots: systemRobots('ci') },
  options: Partial<SimulatorOptions> & {
    draft?: Parameters<typeof draftFor>[2];
    openKeychain?: Parameters<typeof aComputer>[0];
  } = {},
): Promise<Stage> {
  const { draft, openKeychain, ...more } = options;
  const simulator = await harbor(more);
  simulator.seed(seed);
  const computer = aComputer(openKeychain);
  const app = await computer.start();
  await app.call('instances.save', draftFor(simulator, 'prod', draft));
  const instanceId = (await app.view('prod')).config.id;
  const made: Stage = {
    computer,
    simulator,
    instanceId,
    app,
    async sync() {
      await made.app.call('sync.start', { ids: [instanceId] });
      await made.app.services.sync.settled();
    },
    async keys(query = '') {
      const sort = { column: 'name', descending: false } as const;
      const { keys } = await made.app.call('robots.query', { query, scope: [], sort });
      return [...keys];
    },
    async plan(operation, query) {
      const plan = await made.app.call('plans.make', { operation, keys: await made.keys(query) });
      return made.settled(plan);
    },
    async steps({ id, steps }) {
      const all: PlanStep[] = [];
      while (all.length < steps) {
        all.push(...(await made.app.call('plans.steps', { id, from: all.length, count: 200 })));
      }
      return all;
    },
    async apply(plan) {
      await made.app.call('plans.apply', { id: plan.id });
      return made.settled(plan);
    },
    async settled({ id }) {
      await made.app.services.commands.settled();
      const plan = await made.app.call('plans.get', { id });
      expect(BUSY.has(plan.state)).toBe(false);
      return plan;
    },
    async run(operation, query) {
      const plan = await made.apply(await made.plan(operation, query));
      return made.steps(plan);
    },
  };
  await made.sync();
  await expect.poll(() => made.keys()).not.toHaveLength(0);
  return made;
}

/** Changes that reached the simulator. */
export const changesSeen = ({ traffic }: Simulator): string[] =>
  traffic.seen
    .filter(({ method, target }) => method !== 'GET' && target.includes('/robots'))
    .map(({ method, target }) => `${method} ${target}`);

/** The robots of a simulated Harbor by stored name. */
export const held = ({ state }: Simulator, name: string) => {
  const row = [...state.robots.all()].find((one) => one.name === name);
  if (row === undefined) throw new Error(`there is no ${name}`);
  return row;
};
