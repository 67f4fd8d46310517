import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Operation, Until } from '../../../shared/contract/operations.ts';
import { differences } from '../../../shared/robots/changes/differences.ts';
import { editOf } from '../../../shared/robots/changes/edit.ts';
import { expectedAfter } from '../../../shared/robots/changes/expected.ts';
import { updateBody } from '../../../shared/robots/changes/update-body.ts';
import { clientFor, harbor } from './stage.ts';

const SYSTEM = { level: 'system' } as const;
const PAIRS = ['pull', 'push', 'list', 'read', 'delete'].map((action) => ({
  resource: 'repository',
  action,
}));

const access = (effects: readonly string[]) =>
  fc
    .uniqueArray(fc.constantFrom(...PAIRS), { minLength: 1 })
    .chain((pairs) =>
      fc.tuple(
        ...pairs.map((pair) => fc.constantFrom(...effects).map((effect) => ({ ...pair, effect }))),
      ),
    );

/** Entries at different places, as a robot that somebody made with the API may have them. */
const permissions = (effects: readonly string[]) =>
  fc.uniqueArray(
    fc.record({
      kind: fc.constant('project' as const),
      namespace: fc.constantFrom('library', 'team', '*'),
      access: access(effects),
    }),
    { minLength: 1, maxLength: 3, selector: ({ namespace }) => namespace },
  );

const until: fc.Arbitrary<Until> = fc.oneof(
  fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 4_000 }) }),
  fc.record({ kind: fc.constant('date' as const), at: fc.integer({ min: 0, max: 4_000_000_000 }) }),
  fc.constant({ kind: 'never' as const }),
);

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.constant({ kind: 'enable' as const }),
  fc.constant({ kind: 'disable' as const }),
  fc.record({ kind: fc.constant('renew' as const), until }),
  fc.constant<Operation>({ kind: 'permissions', add: [], remove: [], dropDeadDenies: true }),
  fc.record({
    kind: fc.constant('edit' as const),
    description: fc.option(fc.string({ maxLength: 200, unit: 'grapheme' })),
    permissions: fc.option(permissions(['', 'allow', 'deny'])),
    until: fc.option(until),
    dropStale: fc.boolean(),
  }),
);

describe.each(['2.5.6', '2.8.6', '2.10.3', '2.12.4', '2.15.2', '2.16.0'])(
  'Harbor %s',
  (version) => {
    test('holds after a change what the change promised', async () => {
      const simulator = await harbor({ version });
      simulator.seed({ projects: [{ name: 'team' }] });
      const client = clientFor(simulator.url);
      let made = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            description: fc.string({ maxLength: 100 }),
            duration: fc.constantFrom(-1, 1, 30, 365),
            disabled: fc.boolean(),
            age: fc.integer({ min: 0, max: 900 }),
            permissions: permissions(['', 'allow', 'deny']),
          }),
          fc.array(operation, { minLength: 1, maxLength: 4 }),
          async ({ age, ...seed }, operations) => {
            made += 1;
            const name = `robot-${String(made)}`;
            const createdAt = Date.now() - age * 86_400_000;
            const { robots } = simulator.seed({ robots: [{ ...seed, name, createdAt }] });
            const id = robots[0]?.id ?? expect.fail('no robot was planted');
            for (const one of operations) {
              const { robot } = await client.robot(id, SYSTEM);
              const now = Math.floor(Date.now() / 1_000);
              const edit = editOf(one, robot, { now, accepted: null, version: '' }) ?? {};
              await client.updateRobot(updateBody(robot, edit));
              const after = (await client.robot(id, SYSTEM)).robot;
              expect(differences(expectedAfter(robot, edit), after)).toEqual([]);
            }
          },
        ),
        { seed: 11, numRuns: 40 },
      );
    });
  },
);

test('deletes, and says that a robot is gone', async () => {
  const simulator = await harbor();
  simulator.seed({
    robots: [{ name: 'ci', permissions: [{ kind: 'project', namespace: '*', access: PAIRS }] }],
  });
  const client = clientFor(simulator.url);
  const id = (await client.robots(SYSTEM, 1)).items[0]?.robot.id ?? 0;
  await client.deleteRobot(id);
  await expect(client.deleteRobot(id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(client.robot(id, SYSTEM)).rejects.toMatchObject({ code: 'not-found' });
});

test('sends a change once, and leaves open whether it was applied when the answer is lost', async () => {
  const simulator = await harbor();
  simulator.seed({
    robots: [{ name: 'ci', permissions: [{ kind: 'project', namespace: '*', access: PAIRS }] }],
  });
  const client = clientFor(simulator.url);
  const { robot } = (await client.robots(SYSTEM, 1)).items[0] ?? expect.fail('no robot');
  for (const [kind, description] of [
    ['cut-before', 'one'],
    ['cut-after', 'two'],
  ] as const) {
    simulator.faults.add({ kind, method: 'PUT', times: 1 });
    const before = simulator.traffic.seen.filter(({ method }) => method === 'PUT').length;
    const failure: unknown = await client
      .updateRobot(updateBody(robot, { description }))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'connection-failed', harbor: null });
    expect(failure).toHaveProperty('requestId', expect.any(String));
    expect(simulator.traffic.seen.filter(({ method }) => method === 'PUT')).toHaveLength(
      before + 1,
    );
  }
  expect((await client.robot(robot.id, SYSTEM)).robot.description).toBe('two');
});
