import { expect } from 'vitest';
import type { Operation } from '../../../shared/contract/operations.ts';
import type { Plan, PlanStep } from '../../../shared/contract/plans.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { clientFor } from '../harbor/stage.ts';
import { held, type Stage } from './stage.ts';

/** A new secret for each robot, made here. */
export const refresh: Extract<Operation, { kind: 'refresh' }> = {
  kind: 'refresh',
  secret: { kind: 'generate' },
  until: null,
};

/** What the keychain holds of a robot. */
export const keptOf = ({ computer, instanceId }: Stage, id: number): string | undefined =>
  computer.keychain.get(`robot/${instanceId}/${String(id)}`);

/** Accounts of secrets that nobody knows to be a robot's. */
export const pendingIn = ({ computer }: Stage): string[] =>
  [...computer.keychain.keys()].filter((account) => account.startsWith('pending/'));

/** Signs in at the simulated Harbor as a robot, with what the keychain holds of it. */
export async function expectKept(stage: Stage, name: string): Promise<void> {
  const { id, secret } = held(stage.simulator, name);
  const kept = keptOf(stage, id) ?? expect.fail(`the secret of ${name} is not kept`);
  expect(kept).toBe(secret);
  const { items } = await clientFor(stage.simulator.url).robots({ level: 'system' }, 1);
  const full = items.find(({ robot }) => robot.id === id)?.robot.name;
  const proof = await clientFor(stage.simulator.url).proveRobot(full ?? `robot$${name}`, kept);
  expect(proof).toBe('accepted');
}

/** Plans one new robot and waits until it is checked. */
export async function planRobot(
  stage: Stage,
  wish: {
    readonly name?: string;
    readonly project?: string;
    readonly disabled?: boolean;
    readonly secret?: { kind: 'generate' } | { kind: 'one' } | { kind: 'own'; handle: string };
  } = {},
): Promise<Plan> {
  const { name = 'new', project = '', disabled = false, secret = { kind: 'generate' } } = wish;
  const namespace = project === '' ? '*' : '';
  const plan = await stage.app.call('plans.create', {
    robots: [
      {
        definition: {
          name,
          level: project === '' ? 'system' : 'project',
          description: 'made here',
          until: { kind: 'days', days: 30 },
          disabled,
          permissions: [
            {
              kind: 'project',
              namespace,
              access: [{ resource: 'repository', action: 'pull', effect: '' }],
            },
          ],
        },
        places: [{ instanceId: stage.instanceId, project }],
        secret,
      },
    ],
  });
  return stage.settled(plan);
}

/** Applies a plan and answers its steps. */
export async function carryOut(stage: Stage, plan: Plan): Promise<PlanStep[]> {
  return stage.steps(await stage.apply(plan));
}

/** Requests of the robots' room that reached the simulator, from a mark on. */
export const sentSince = ({ traffic }: Simulator, mark: number): string[] =>
  traffic.seen
    .slice(mark)
    .map(
      ({ method, target }) => `${method} ${target.split('?')[0]?.replace('/api/v2.0', '') ?? ''}`,
    );
