import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makingDenial } from '../../../shared/permissions/subset.ts';
import type { PermissionEntry, Robot } from '../../../shared/robots/robot.ts';
import { isWithinCreator } from '../../../shared/simulator/robots/robot-rules.ts';
import { profileOf } from '../../../shared/simulator/profile.ts';

const entry = (namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind: namespace === '/' ? 'system' : 'project',
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

const robot = (level: Robot['level'], ...permissions: PermissionEntry[]): Robot => ({
  id: 1,
  name: level === 'system' ? 'robot$maker' : 'robot$team+maker',
  level,
  projectId: level === 'system' ? null : 7,
  projectName: level === 'system' ? '' : 'team',
  description: '',
  disabled: false,
  editable: true,
  duration: -1,
  expiresAt: -1,
  createdAt: 0,
  updatedAt: 0,
  creator: { type: '', ref: 0 },
  permissions,
});

const CREATE = 'robot:create';
const PULL = 'repository:pull';
const NEWER = ['2.14.1', '2.15.2', 'main'];
const AFFECTED = ['2.12.1', '2.12.4', '2.13.5', '2.14.0'];

describe('a robot that makes a robot', () => {
  test.each([...AFFECTED, ...NEWER])('in its own project, Harbor %s', (version) => {
    const wanted = robot('project', entry('team', PULL));
    expect(makingDenial(robot('project', entry('team', PULL, CREATE)), wanted, version)).toBeNull();
    expect(
      makingDenial(robot('project', entry('team', CREATE)), wanted, version)?.message,
    ).toContain('does not hold repository:pull on team');
    expect(makingDenial(robot('project', entry('team', PULL)), wanted, version)?.message).toContain(
      'does not hold robot:create on team',
    );
  });

  test.each([...AFFECTED, '2.12.0'])('of the system cannot in a project, Harbor %s', (version) => {
    const maker = robot('system', entry('*', PULL, CREATE), entry('/', CREATE));
    const denial = makingDenial(maker, robot('project', entry('team', PULL)), version);
    expect(denial?.message).toContain('21406');
    expect(denial?.wayOut).toContain('system robot');
    const around = makingDenial(maker, robot('system', entry('*', PULL)), version);
    expect(around).toBeNull();
  });

  test.each(NEWER)('of the system can in a project, Harbor %s', (version) => {
    const maker = robot('system', entry('*', PULL, CREATE));
    expect(makingDenial(maker, robot('project', entry('team', PULL)), version)).toBeNull();
  });

  test('an entry for the project counts alone', () => {
    const maker = robot('system', entry('*', PULL, CREATE), entry('team', 'tag:list'));
    const denial = makingDenial(maker, robot('project', entry('team', PULL)), '2.15.2');
    expect(denial?.message).toContain('does not count');
  });

  test('all projects cover a named one since 2.12.1', () => {
    const maker = robot('system', entry('*', PULL), entry('/', CREATE));
    const wanted = robot('system', entry('team', PULL));
    expect(makingDenial(maker, wanted, '2.12.0')?.message).toContain('21251');
    expect(makingDenial(maker, wanted, '2.12.1')).toBeNull();
  });

  test('effects are compared as they are written', () => {
    const maker = robot('project', entry('team', PULL, CREATE));
    const wanted = robot('project', entry('team', `${PULL}:allow`));
    const denial = makingDenial(maker, wanted, '2.15.2');
    expect(denial?.message).toContain('“allow”');
    expect(denial?.wayOut).toBe('Ask for no effect there.');
    expect(denial?.isCuredByRecreating).toBe(false);
  });

  test('a maker whose effects are in the way can be recreated without them', () => {
    const effects = [`${PULL}:allow`, `${CREATE}:allow`, 'tag:list:allow', 'tag:list:deny'];
    const maker = robot('project', entry('team', ...effects));
    const denial = makingDenial(maker, robot('project', entry('team', PULL)), '2.15.2');
    expect(denial?.message).toContain('with “allow”, and this asks for no effect');
    expect(denial?.wayOut).toContain('recreate robot$team+maker, which clears its effects');
    expect(denial?.isCuredByRecreating).toBe(true);
    const more = makingDenial(maker, robot('project', entry('team', PULL, 'tag:list')), '2.15.2');
    expect(more?.isCuredByRecreating).toBe(false);
  });

  test.each(['2.10.3', '2.11.2'])('cannot before 2.12, Harbor %s', (version) => {
    const denial = makingDenial(robot('system'), robot('system', entry('/', PULL)), version);
    expect(denial?.message).toContain('before Harbor 2.12');
  });

  test('could with wildcards of old, and nobody compares', () => {
    const maker = robot('system', entry('/', '*:*'));
    expect(makingDenial(maker, robot('system', entry('*', PULL)), '2.8.6')).toBeNull();
  });
});

test('is refused exactly where a Harbor refuses it', () => {
  const pair = fc.constantFrom('robot:create', 'repository:pull', 'tag:list');
  const effect = fc.constantFrom('', 'allow');
  const access = fc.array(fc.tuple(pair, effect), { minLength: 1, maxLength: 4 });
  const entries = fc.uniqueArray(
    fc.record({ namespace: fc.constantFrom('/', '*', 'team', 'other'), access }),
    { selector: ({ namespace }) => namespace, maxLength: 4 },
  );
  const asEntries = (
    all: readonly { namespace: string; access: [string, string][] }[],
  ): PermissionEntry[] =>
    all.map((one) => entry(one.namespace, ...one.access.map((part) => part.join(':'))));
  const releases = fc.constantFrom('2.12.0', '2.12.4', '2.14.0', '2.15.2');
  fc.assert(
    fc.property(entries, entries, releases, (held, asked, version) => {
      const maker = robot('system', entry('/', CREATE), ...asEntries(held));
      const wanted = robot('system', ...asEntries(asked));
      const loaded = new Map<string, PermissionEntry>();
      for (const one of maker.permissions) {
        const key = `${one.kind} ${one.namespace}`;
        const before = loaded.get(key)?.access ?? [];
        loaded.set(key, { ...one, access: [...before, ...one.access] });
      }
      const isFine = isWithinCreator(
        asEntries(asked),
        [...loaded.values()].map((one) => ({ ...one, access: [...one.access] })),
        profileOf(version),
      );
      expect(makingDenial(maker, wanted, version) === null).toBe(isFine);
    }),
  );
});
