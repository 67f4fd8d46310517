import { describe, expect, test } from 'vitest';
import { changesSeen, held, stage, systemRobots, VERSIONS } from './stage.ts';

const DAY = 86_400;
const edit = {
  kind: 'edit',
  description: null,
  permissions: null,
  until: null,
  dropStale: false,
} as const;

describe.each(VERSIONS)('Harbor %s', (version) => {
  test('disables, enables, renews, edits and deletes', async () => {
    const { run, simulator, keys, app } = await stage(undefined, { version });
    const robot = held(simulator, 'ci');

    const [disabled] = await run({ kind: 'disable' });
    expect(disabled).toMatchObject({ status: 'done', error: null, differs: [] });
    expect(disabled?.changes).toEqual([{ field: 'state', from: 'enabled', to: 'disabled' }]);
    expect(disabled?.requestIds).toHaveLength(1);
    expect(robot.disabled).toBe(true);

    expect(await run({ kind: 'enable' })).toMatchObject([{ status: 'done' }]);
    expect(robot.disabled).toBe(false);

    const renewed = await run({ kind: 'renew', until: { kind: 'days', days: 90 } });
    expect(renewed).toMatchObject([{ status: 'done' }]);
    const left = robot.expiresAt - simulator.clock.now() / 1_000;
    expect(left).toBeGreaterThan(89.9 * DAY);
    expect(left).toBeLessThan(91.1 * DAY);
    expect(await run({ kind: 'renew', until: { kind: 'never' } })).toMatchObject([
      { status: 'done' },
    ]);
    expect(robot.expiresAt).toBe(-1);

    const push = {
      kind: 'project',
      namespace: '*',
      access: ['pull', 'push'].map((action) => ({ resource: 'repository', action, effect: '' })),
    };
    const edited = await run({ ...edit, description: 'new', permissions: [push] });
    expect(edited).toMatchObject([{ status: 'done', findings: [] }]);
    expect(robot.description).toBe('new');
    expect(robot.grants).toHaveLength(2);

    const [key = 0] = await keys();
    expect((await app.call('robots.detail', { key })).description).toBe('new');
    expect(await run({ kind: 'delete' })).toMatchObject([{ status: 'done' }]);
    expect(simulator.state.robots.get(robot.id)).toBeUndefined();
    expect((await app.call('robots.detail', { key })).state).toBe('gone');
    expect(changesSeen(simulator)).toHaveLength(6);
  });

  test('a robot with effects keeps what it may do', async () => {
    const access = [
      { resource: 'repository', action: 'pull', effect: 'allow' },
      { resource: 'repository', action: 'push', effect: 'deny' },
      { resource: 'repository', action: 'list' },
    ];
    const permissions = [{ kind: 'project' as const, namespace: '*', access }];
    const { run, simulator } = await stage({ robots: [{ name: 'ci', permissions }] }, { version });
    const [step] = await run({ kind: 'disable' });
    expect(step).toMatchObject({ status: 'done', findings: [{ rule: 'effects' }] });
    const effects = held(simulator, 'ci').grants.map(({ action, effect }) => `${action} ${effect}`);
    expect(effects.sort()).toEqual(['list allow', 'pull allow', 'push deny']);
  });

  test('stale permissions block a change until they are dropped', async () => {
    const { run, simulator, keys, plan, steps } = await stage(undefined, { version });
    const { id } = held(simulator, 'ci');
    simulator.fixture({
      fixture: 'grant',
      id,
      scope: '/project/*',
      resource: 'helm-chart',
      action: 'read',
    });
    expect(await keys()).toHaveLength(1);
    const [step] = await steps(await plan({ kind: 'disable' }));
    const isAnyAccepted = version.startsWith('2.5') || version.startsWith('2.8');
    if (isAnyAccepted) {
      expect(step).toMatchObject({ status: 'planned' });
      return;
    }
    expect(step).toMatchObject({ status: 'blocked' });
    expect(step?.findings[0]?.message).toContain('helm-chart:read');
    const [dropped] = await run({ ...edit, dropStale: true });
    expect(dropped).toMatchObject({ status: 'done', findings: [{ severity: 'warning' }] });
    expect(held(simulator, 'ci').grants).toHaveLength(1);
    expect(await run({ kind: 'disable' })).toMatchObject([{ status: 'done' }]);
  });

  test('a legacy robot is only deleted', async () => {
    const { run, simulator, sync, steps, plan } = await stage(undefined, { version });
    const legacy = {
      fixture: 'legacy-robot',
      project: 'library',
      name: 'robot$old',
      id: 900,
    } as const;
    simulator.fixture(legacy);
    await sync();
    const [step] = await steps(await plan({ kind: 'disable' }, 'old'));
    expect(step).toMatchObject({ status: 'blocked', findings: [{ rule: 'legacy' }] });
    expect(await run({ kind: 'delete' }, 'old')).toMatchObject([{ status: 'done' }]);
    expect(simulator.state.robots.get(900)).toBeUndefined();
  });

  test('undo brings back what was there', async () => {
    const { app, plan, apply, settled, simulator } = await stage(
      { robots: systemRobots('one', 'two') },
      { version },
    );
    held(simulator, 'two').disabled = true;
    const robots = [...simulator.state.robots.all()];
    const before = structuredClone(robots);
    const permissions = [
      {
        kind: 'project',
        namespace: 'library',
        access: [{ resource: 'tag', action: 'create', effect: '' }],
      },
    ];
    const until = { kind: 'days', days: 5 } as const;
    const done = await apply(await plan({ ...edit, description: 'x', until, permissions }));
    expect(done).toMatchObject({ state: 'finished', canUndo: true, counts: { done: 2 } });
    const undo = await settled(await app.call('plans.undo', { id: done.id }));
    expect(undo).toMatchObject({ undoOf: done.id, title: 'Undo: Edit 2 robots on prod' });
    expect(await apply(undo)).toMatchObject({ counts: { done: 2 } });
    expect(await app.call('plans.get', { id: done.id })).toMatchObject({ canUndo: false });
    const essence = (rows: typeof robots) =>
      rows.map(({ description, disabled, duration, expiresAt, grants }) => ({
        description,
        disabled,
        duration,
        expiresAt,
        grants,
      }));
    expect(essence([...simulator.state.robots.all()])).toEqual(essence(before));
  });
});

test('new secrets are planned', async () => {
  const { plan, steps, simulator } = await stage();
  const before = changesSeen(simulator).length;
  const planned = await plan({ kind: 'refresh', secret: { kind: 'generate' }, until: null });
  const [step] = await steps(planned);
  expect(step).toMatchObject({ status: 'planned', makes: false, secret: null });
  expect(step?.requests).toMatchObject([{ method: 'PATCH' }]);
  expect(changesSeen(simulator)).toHaveLength(before);
});

test('a robot that Harbor cannot change for want of permissions is not called gone', async () => {
  const robots = systemRobots('ci').map((robot) => ({ ...robot, permissions: [] }));
  const made = await stage({ robots }, { version: '2.5.6' });
  const access = [{ resource: 'project', action: 'list', effect: '' }];
  const add = [{ kind: 'system', namespace: '/', access }];
  const [step] = await made.run({ kind: 'permissions', add, remove: [] });
  expect(step).toMatchObject({ status: 'refused', isGone: false });
  expect(step?.error?.message).toContain('The robot itself is there still.');
  expect(await made.keys()).toHaveLength(1);
});
