import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../shared/contract/operations.ts';
import type { PlanStep } from '../../../shared/contract/plans.ts';
import { changesBetween } from '../../../shared/robots/changes/words.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { operations, seeded, seedOf } from '../../any-change.ts';
import { clientFor } from '../harbor/stage.ts';
import { stage, VERSIONS, type Stage } from './stage.ts';

/** What Harbor holds, by id; asked by a client of its own. */
async function heldNow({ simulator }: Stage): Promise<Map<number, Robot>> {
  const client = clientFor(simulator.url);
  const held = await Promise.all(
    [...simulator.state.robots.all()].map(({ id }) => client.robot(id, { level: 'system' })),
  );
  return new Map(held.map(({ robot }) => [robot.id, robot]));
}

const MEDDLED = 'by somebody else';

/** What a step says, against what Harbor holds before and after. */
function expectTrue(step: PlanStep, before: Robot, after: Robot): void {
  const said = new Set(step.differs.map(({ field }) => field));
  switch (step.status) {
    case 'done':
      expect(changesBetween(before, after)).toEqual(step.changes);
      break;
    case 'differs':
      expect(said.size).toBeGreaterThan(0);
      for (const change of changesBetween(before, after))
        if (!said.has(change.field.split(' ')[0] ?? ''))
          expect(step.changes).toContainEqual(change);
      break;
    case 'blocked':
    case 'refused':
    case 'not-tried':
      expect(changesBetween(before, after).filter(({ to }) => to !== MEDDLED)).toEqual([]);
      break;
    default:
      expect(step.status).toBe('unknown');
      expect(step.error?.message).toMatch(/./);
  }
}

/** Somebody else writes into each robot between the change and the look at it afterwards. */
function meddle({ simulator }: Stage): () => void {
  const changed = new Set<string>();
  return simulator.faults.onRequest(({ method, target }) => {
    if (!/\/robots\/\d+$/.test(target)) return;
    if (method === 'PUT') changed.add(target);
    else if (changed.delete(target)) {
      const row = simulator.state.robots.get(Number(target.split('/').at(-1)));
      if (row !== undefined) row.description = MEDDLED;
    }
  });
}

/** What goes wrong while a plan is carried out. */
const FAULTS = ['cut-before', 'cut-after', 'truncate'] as const;

describe.each(VERSIONS)('Harbor %s', (version) => {
  test('holds what the plan showed once it was applied, or the step says what differs', async () => {
    const now = Math.floor(Date.now() / 1_000);
    const course = fc.boolean().chain((isProject) =>
      fc.record({
        robots: fc.array(
          seeded.filter((one) => one.isProject === isProject),
          { minLength: 1, maxLength: 6 },
        ),
        changes: fc.array(operations(now, isProject), { minLength: 1, maxLength: 3 }),
        fault: fc.constantFrom('none' as const, 'meddler' as const, ...FAULTS),
      }),
    );
    await fc.assert(
      fc.asyncProperty(course, async ({ robots, changes, fault }) => {
        const made = await stage(
          {
            projects: [{ name: 'team' }],
            robots: robots.map((one, at) => seedOf(one, `ci-${String(at)}`, Date.now())),
          },
          { version },
        );
        for (const change of changes as Operation[]) {
          const before = await heldNow(made);
          const plan = await made.plan(change);
          const stop = fault === 'meddler' ? meddle(made) : () => undefined;
          if (fault !== 'meddler' && fault !== 'none')
            made.simulator.faults.add({ kind: fault, method: 'PUT', times: 1 });
          const steps = await made.steps(await made.apply(plan));
          stop();
          made.simulator.faults.clear();
          const after = await heldNow(made);
          expect(steps).toHaveLength(robots.length);
          for (const step of steps) {
            const [was, is] = [before, after].map((held) => held.get(step.robotId ?? 0));
            expectTrue(step, was ?? expect.fail(), is ?? expect.fail());
          }
          await made.app.call('plans.close', { id: plan.id });
        }
      }),
      { numRuns: 15, seed: 5 },
    );
  }, 120_000);
});
