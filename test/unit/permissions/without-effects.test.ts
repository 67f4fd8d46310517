import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalRights } from '../../../shared/permissions/algebra.ts';
import { effectiveRights, type Place } from '../../../shared/permissions/effective.ts';
import { type Holder, withoutEffects } from '../../../shared/permissions/without-effects.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';
import { entry } from './lint/some-facts.ts';
import { projectSet, systemSet } from './random-sets.ts';

const ofSystem = (...permissions: PermissionEntry[]): Holder => ({
  level: 'system',
  projectName: '',
  permissions,
});
const inTeam = (...permissions: PermissionEntry[]): Holder => ({
  level: 'project',
  projectName: 'team',
  permissions,
});

const PULL = 'repository:pull';
const PUSH = 'repository:push';
const NEW = '2.15.2';

describe('what a robot holds, without effects', () => {
  test.each([
    ['allow is nothing', ofSystem(entry('*', `${PULL}:allow`)), [entry('*', PULL)]],
    [
      'a deny goes with what its place grants',
      ofSystem(entry('team', PULL, PUSH, `${PUSH}:deny`), entry('/', 'user:read', 'user:list')),
      [entry('team', PULL), entry('/', 'user:read', 'user:list')],
    ],
    [
      'a deny that takes nothing back goes',
      ofSystem(entry('*', PULL), entry('team', `${PUSH}:deny`)),
      [entry('*', PULL)],
    ],
    [
      'a deny on all projects goes with what any project grants',
      ofSystem(entry('*', PULL, `${PUSH}:deny`), entry('team', `${PUSH}:allow`, 'tag:list')),
      [entry('*', PULL), entry('team', 'tag:list')],
    ],
    [
      'an effect that nobody knows goes',
      ofSystem(entry('team', PULL, `${PUSH}:maybe`)),
      [entry('team', PULL)],
    ],
    [
      'the pull that comes with a denied push stays',
      inTeam(entry('team', `${PUSH}:deny`, 'tag:list:allow')),
      [entry('team', PULL, 'tag:list')],
    ],
  ])('%s', (_what, robot, permissions) => {
    expect(withoutEffects(robot, NEW, false)).toEqual({ permissions, gains: [] });
    expect(withoutEffects(robot, NEW, true)).toEqual({ permissions, gains: [] });
  });

  describe('where a project denies what all projects are granted', () => {
    const robot = ofSystem(
      entry('*', `${PULL}:allow`, `${PUSH}:allow`),
      entry('team', `${PUSH}:deny`, `${PULL}:allow`),
    );

    test('the denies stay', () => {
      expect(withoutEffects(robot, NEW, false)).toEqual({
        permissions: [entry('*', PULL, PUSH), entry('team', `${PUSH}:deny`, PULL)],
        gains: [`${PUSH} on team`],
      });
    });

    test('or what they take something back from is left out', () => {
      expect(withoutEffects(robot, NEW, true)).toEqual({
        permissions: [entry('*', PULL), entry('team', PULL)],
        gains: [`${PUSH} on team`],
      });
    });
  });

  test('a pull that is denied beside a push is not given back by that push', () => {
    const robot = inTeam(entry('team', PUSH, `${PULL}:deny`));
    expect(withoutEffects(robot, NEW, false).gains).toEqual([`${PULL} on team`]);
    expect(withoutEffects(robot, NEW, true).permissions).toEqual([]);
  });

  test('an old Harbor that counts the system alone gives nothing in projects', () => {
    const robot = ofSystem(entry('/', 'user:read:deny'), entry('team', PULL));
    expect(withoutEffects(robot, '2.9.5', false).gains).toEqual([`${PULL} on team`]);
    expect(withoutEffects(robot, NEW, false).gains).toEqual([]);
  });
});

const robots: fc.Arbitrary<Holder> = fc.oneof(
  systemSet(['apps', 'data']).map((entries) => ofSystem(...entries)),
  projectSet('team').map((entries) => inTeam(...entries)),
);
const versions = fc.constantFrom('2.8.6', '2.9.5', '2.10.0', '2.12.4', NEW);
const PLACES: readonly Place[] = [
  { kind: 'system' },
  ...['apps', 'data', 'team', 'elsewhere'].map((name): Place => ({ kind: 'project', name })),
];

/** Everything that a robot may do anywhere, by the rules of this Harbor. */
const rightsOf = (robot: Holder, version: string): ReadonlySet<string> =>
  new Set(
    PLACES.flatMap((at) =>
      effectiveRights({ ...robot, disabled: false }, at, {
        version,
        accepted: { system: null, project: null },
        isPublic: false,
        projectCreation: 'adminonly',
      })
        .filter(({ verdict }) => verdict !== 'denied')
        .map(({ pair }) => `${pair} ${'name' in at ? at.name : ''}`),
    ),
  );

const effectsOf = (permissions: readonly PermissionEntry[]): ReadonlySet<string> =>
  new Set(permissions.flatMap(({ access }) => access.map(({ effect }) => effect)));

describe('any robot', () => {
  test('gains nothing, and loses nothing unless that was asked for', () => {
    const seen = { same: 0, less: 0, stays: 0 };
    fc.assert(
      fc.property(robots, versions, fc.boolean(), (robot, version, leavesOut) => {
        const { permissions, gains } = withoutEffects(robot, version, leavesOut);
        const before = rightsOf(robot, version);
        const after = rightsOf({ ...robot, permissions }, version);
        expect([...after].filter((right) => !before.has(right))).toEqual([]);
        const isSame = !leavesOut || gains.length === 0;
        if (isSame) expect([...before].filter((right) => !after.has(right))).toEqual([]);
        if (leavesOut || gains.length === 0) {
          expect([...effectsOf(permissions)].filter((effect) => effect !== '')).toEqual([]);
        }
        expect(effectsOf(permissions).has('allow')).toBe(false);
        if (!effectsOf(robot.permissions).has('deny')) return;
        if (gains.length === 0) seen.same += 1;
        else seen[leavesOut ? 'less' : 'stays'] += 1;
      }),
      { seed: 7, numRuns: 1_500 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });

  test('with nothing but allow keeps exactly what it may', () => {
    const plain = robots.map((robot): Holder => ({
      ...robot,
      permissions: robot.permissions.map((one) => ({
        ...one,
        access: one.access.map((access) => ({ ...access, effect: 'allow' })),
      })),
    }));
    fc.assert(
      fc.property(plain, versions, (robot, version) => {
        const { permissions } = withoutEffects(robot, version, false);
        expect(equalRights(permissions, robot.permissions)).toBe(true);
        expect(rightsOf({ ...robot, permissions }, version)).toEqual(rightsOf(robot, version));
        expect(effectsOf(permissions).has('allow')).toBe(false);
      }),
      { seed: 8, numRuns: 300 },
    );
  });
});
