import { expect } from 'vitest';
import type { LastUse } from '../../../shared/contract/last-use.ts';
import type { SeedAudit } from '../../../shared/simulator/seed.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { harbor } from '../harbor/stage.ts';
import { harness, type AddedInstance, type Harness } from './harness.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const BOUND = 20;

/** Whole seconds, as Harbor's answers are read. */
export const now = (): number => Math.floor(Date.now() / 1_000) * 1_000;

const access = [{ resource: 'repository', action: 'pull' }];

export const robot = (name: string, project?: string) => ({
  name,
  createdAt: now() - 300 * DAY,
  duration: 900,
  ...(project === undefined ? {} : { project }),
  permissions: [{ kind: 'project' as const, namespace: project ?? '*', access }],
});

export const pull = (username: string, ago: number, project = 'apps'): SeedAudit => ({
  username,
  operation: 'pull',
  resource: `${project}/web:1`,
  project,
  at: now() - ago,
});

/** A Harbor with robots that are used, not used, and used long ago. */
export async function used(version: string, audit: readonly SeedAudit[] = []): Promise<Simulator> {
  const simulator = await harbor({ version });
  simulator.seed({
    projects: [{ name: 'apps' }, { name: 'other' }],
    robots: [robot('ci', 'apps'), robot('idle', 'apps'), robot('far', 'other'), robot('sys')],
    audit: [
      { ...pull('admin', 200 * DAY), operation: 'create' },
      ...audit,
      pull('robot$apps+ci', 3 * HOUR),
      pull('robot$apps+ci', 2 * HOUR),
      pull('robot$sys', HOUR),
    ],
  });
  return simulator;
}

export async function answers(
  fleet: Harness,
  instance: AddedInstance,
): Promise<Readonly<Record<string, LastUse>>> {
  const rows = await fleet.rows(instance);
  return Object.fromEntries(rows.map(({ shortName, lastUse }) => [shortName, lastUse]));
}

export const logged = (simulator: Simulator): string[] =>
  simulator.traffic.seen.map(({ target }) => target).filter((target) => /audit-?log/.test(target));

export async function read(simulator: Simulator, who = {}, bound = BOUND) {
  const fleet = await harness(bound);
  const instance = fleet.add(simulator, who);
  expect((await fleet.run(instance)).state).toBe('fresh');
  return { fleet, instance };
}
