import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  effectiveRights,
  type Place,
  type RightsContext,
} from '../../../../shared/permissions/effective.ts';
import type { Subject } from '../../../../shared/permissions/judge.ts';
import { rightsFactsOf } from '../../../../shared/permissions/lint/rights-facts.ts';
import type { PermissionEntry } from '../../../../shared/robots/robot.ts';
import { projectSet, systemSet } from '../random-sets.ts';
import { entry, harborOf, rightsOf } from './some-facts.ts';

const NAMES = ['apps', 'data'];
const PROJECTS = [...NAMES, 'elsewhere'];

type Drawn = readonly [subject: Subject, permissions: PermissionEntry[]];
const robot: fc.Arbitrary<Drawn> = fc.oneof(
  systemSet(NAMES).map((entries): Drawn => [{ level: 'system', projectName: '' }, entries]),
  projectSet('apps').map((entries): Drawn => [{ level: 'project', projectName: 'apps' }, entries]),
);
const version = fc.constantFrom('2.8.6', '2.9.5', '2.10.0', '2.12.4', '2.15.2');

function inForce(
  [subject, permissions]: Drawn,
  at: Place,
  of: string,
  isPublic: boolean,
): ReadonlySet<string> {
  const context: RightsContext = { ...harborOf(of), isPublic, projectCreation: 'adminonly' };
  return new Set(
    effectiveRights({ ...subject, permissions, disabled: false }, at, context)
      .filter(({ verdict }) => verdict !== 'denied')
      .map(({ pair }) => pair),
  );
}

/** All answers that Harbor could give. */
const answers = (drawn: Drawn, of: string): string =>
  JSON.stringify(
    [
      inForce(drawn, { kind: 'system' }, of, false),
      ...PROJECTS.flatMap((name) => [
        inForce(drawn, { kind: 'project', name }, of, false),
        inForce(drawn, { kind: 'project', name }, of, true),
      ]),
    ].map((pairs) => [...pairs].toSorted()),
  );

/** The same permissions without one deny, everywhere it is said at this place. */
function without(permissions: readonly PermissionEntry[], deny: string): PermissionEntry[] {
  const [pair = '', place = ''] = deny.split(/ (?:on|in) /);
  const namespace = place === 'all projects' ? '*' : place === 'the system' ? '/' : place;
  return permissions.map((one) =>
    one.namespace === namespace
      ? {
          ...one,
          access: one.access.filter(
            ({ resource, action, effect }) => effect !== 'deny' || `${resource}:${action}` !== pair,
          ),
        }
      : one,
  );
}

const isLast = (permissions: readonly PermissionEntry[], deny: string): boolean =>
  without(permissions, deny)
    .filter((one) => deny.endsWith(placeOf(one)))
    .every(({ access }) => access.length === 0);

const placeOf = ({ kind, namespace }: PermissionEntry): string => {
  if (kind === 'system') return 'in the system';
  return namespace === '*' ? 'on all projects' : `on ${namespace}`;
};

describe('what rules look at of rights', () => {
  test('is what is in force', () => {
    fc.assert(
      fc.property(robot, version, (drawn, of) => {
        const facts = rightsFactsOf(drawn[1], drawn[0], harborOf(of));
        const at = (name: string) => inForce(drawn, { kind: 'project', name }, of, false);
        expect(facts.system).toEqual(inForce(drawn, { kind: 'system' }, of, false));
        expect(facts.everywhere).toEqual(at('elsewhere'));
        expect(facts.anywhere).toEqual(new Set(PROJECTS.flatMap((name) => [...at(name)])));
        const pushing = PROJECTS.filter(
          (name) => at(name).has('repository:push') && !at(name).has('repository:pull'),
        );
        expect(facts.pushAlone.length > 0).toBe(pushing.length > 0);
      }),
      { seed: 41, numRuns: 200 },
    );
  });

  test('calls exactly those denies dead without which nothing changes', () => {
    fc.assert(
      fc.property(robot, version, (drawn, of) => {
        const [subject, permissions] = drawn;
        const facts = rightsFactsOf(permissions, subject, harborOf(of));
        const before = answers(drawn, of);
        const denies = permissions.flatMap((one) =>
          one.access
            .filter(({ effect }) => effect === 'deny')
            .map(({ resource, action }) => `${resource}:${action} ${placeOf(one)}`),
        );
        for (const deny of new Set(denies)) {
          // The last thing said of a place also makes it a place of the robot's.
          if (isLast(permissions, deny)) continue;
          const after = answers([subject, without(permissions, deny)], of);
          expect([deny, facts.deadDenies.includes(deny)]).toEqual([deny, after === before]);
        }
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  test('tells what is no longer accepted from what nobody ever named', () => {
    const { stale, unknown } = rightsOf(
      entry('apps', 'helm-chart:read', 'thing:do', 'repository:pull'),
      entry('/', '*:*'),
      { kind: 'planet', namespace: 'x', access: [] },
    );
    expect(stale).toEqual(['*:*', 'helm-chart:read']);
    expect(unknown).toEqual(['everything of the kind “planet”', 'thing:do']);
  });

  test('keeps what a Harbor takes although nobody knows it', () => {
    const rights = rightsFactsOf(
      [entry('apps', 'thing:do')],
      { level: 'project', projectName: 'apps' },
      { version: '2.15.2', accepted: { system: new Set(), project: new Set(['thing:do']) } },
    );
    expect([rights.stale, rights.unknown]).toEqual([[], []]);
  });
});
