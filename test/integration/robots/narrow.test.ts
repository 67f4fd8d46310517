import { expect, test } from 'vitest';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { held, stage, systemRobots, VERSIONS } from './stage.ts';

const DAY = 86_400_000;

/** What a robot holds at Harbor, as "project resource:action". */
const rights = (simulator: Simulator, name: string): string[] =>
  held(simulator, name)
    .grants.map(({ scope, resource, action }) => {
      const id = Number(scope.replace('/project/', ''));
      const project = simulator.state.projects.get(id);
      return `${project?.name ?? scope} ${resource}:${action}`;
    })
    .sort();

test.each(VERSIONS)(
  'Harbor %s: all projects become those in which each robot was seen, and all again by an undo',
  async (version) => {
    const use = (username: string, project: string) => ({
      ...{ username, operation: 'pull', resource: `${project}/web:1`, project },
      at: Date.now() - DAY,
    });
    const made = await stage(
      {
        projects: ['apps', 'shop', 'idle'].map((name) => ({ name })),
        robots: systemRobots('a', 'b', 'quiet'),
        audit: [
          { ...use('admin', 'apps'), at: Date.now() - 60 * DAY },
          use('robot$a', 'apps'),
          use('robot$a', 'shop'),
          use('robot$b', 'idle'),
        ],
      },
      { version },
    );
    const keys = await made.keys('');
    const used = await made.app.call('permissions.usedProjects', { keys });
    const limits = used
      .filter(({ projects }) => projects.length > 0)
      .map(({ key, projects }) => ({ key, projects: projects.map(({ name }) => name) }));
    expect(limits.map(({ projects }) => projects.toSorted())).toEqual([['apps', 'shop'], ['idle']]);

    const plan = await made.settled(await made.app.call('plans.narrow', { limits }));
    expect(plan).toMatchObject({ title: 'Limit 2 robots on prod', counts: { planned: 2 } });
    expect(await made.apply(plan)).toMatchObject({ counts: { done: 2 } });
    expect(rights(made.simulator, 'a')).toEqual(['apps repository:pull', 'shop repository:pull']);
    expect(rights(made.simulator, 'b')).toEqual(['idle repository:pull']);
    expect(rights(made.simulator, 'quiet')).toEqual(['/project/* repository:pull']);

    const back = await made.settled(await made.app.call('plans.undo', { id: plan.id }));
    expect(await made.apply(back)).toMatchObject({ counts: { done: 2 } });
    expect(rights(made.simulator, 'a')).toEqual(['/project/* repository:pull']);
  },
);

test('what else a robot gained in the meantime is a conflict, not lost', async () => {
  const made = await stage();
  const [key = 0] = await made.keys('');
  const robot = held(made.simulator, 'ci');
  robot.grants = robot.grants.flatMap((grant) => [grant, { ...grant, action: 'push' }]);
  const plan = await made.app.call('plans.narrow', { limits: [{ key, projects: ['library'] }] });
  const [step] = await made.steps(await made.settled(plan));
  expect(step?.conflicts.map(({ field }) => field)).toEqual(['permissions']);
  await expect(
    made.app.call('plans.make', { operation: { kind: 'narrow' }, keys: [key] }),
  ).rejects.toMatchObject({ code: 'invalid-input' });
});
