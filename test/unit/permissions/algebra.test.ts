import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  covers,
  difference,
  equalRights,
  intersection,
  union,
} from '../../../shared/permissions/algebra.ts';
import { knownPairs } from '../../../shared/permissions/pairs.ts';
import { normalForm } from '../../../shared/permissions/sets.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';
import { systemSet } from './random-sets.ts';

const NAMES = ['apps', 'data'];
const set = systemSet(NAMES);

type Question = readonly [kind: 'system' | 'project', namespace: string, pair: string];

/** Everything that is known, asked at every place and in a project that nobody names. */
const QUESTIONS: readonly Question[] = [
  ...[...knownPairs('system')].map(({ pair }): Question => ['system', '/', pair]),
  ...['thing:do', ...[...knownPairs('project')].map(({ pair }) => pair)].flatMap((pair) =>
    [...NAMES, 'elsewhere'].map((name): Question => ['project', name, pair]),
  ),
];

/** Harbor's rule in its plainest form: some entry allows, and none denies. */
function grants(entries: readonly PermissionEntry[], [kind, name, pair]: Question): boolean {
  const [resource, action] = pair.split(':');
  const effects = entries
    .filter((entry) => entry.kind === kind && ['/', '*', name].includes(entry.namespace))
    .flatMap(({ access }) => access)
    .filter((one) => one.resource === '*' || one.resource === resource)
    .filter((one) => one.action === '*' || one.action === action)
    .map(({ effect }) => effect);
  return effects.some((effect) => ['', 'allow'].includes(effect)) && !effects.includes('deny');
}

function check(
  operation: (left: PermissionEntry[], right: PermissionEntry[]) => PermissionEntry[],
  expected: (left: boolean, right: boolean) => boolean,
): void {
  fc.assert(
    fc.property(set, set, (left, right) => {
      const result = operation(left, right);
      expect(result).toEqual(normalForm(result));
      for (const question of QUESTIONS) {
        // What nobody knows is kept while no wildcard has to be taken apart.
        if (question[2] === 'thing:do') continue;
        const wanted = expected(grants(left, question), grants(right, question));
        expect(grants(result, question), JSON.stringify(question)).toBe(wanted);
      }
    }),
    { seed: 11, numRuns: 150 },
  );
}

describe('sets of permissions', () => {
  test('together grant what either does', () => {
    check(union, (left, right) => left || right);
  });

  test('have in common what both grant', () => {
    check(intersection, (left, right) => left && right);
  });

  test('without another grant what it does not', () => {
    check(difference, (left, right) => left && !right);
  });

  test('cover and equal each other by what they grant', () => {
    fc.assert(
      fc.property(set, set, (left, right) => {
        const both = union(left, right);
        expect(covers(both, left) && covers(both, right)).toBe(true);
        expect(covers(left, intersection(left, right))).toBe(true);
        expect(equalRights(both, union(right, left))).toBe(true);
        expect(equalRights(left, right)).toBe(covers(left, right) && covers(right, left));
        expect(difference(left, right).length === 0).toBe(covers(right, left));
        expect(equalRights(union(difference(left, right), intersection(left, right)), left)).toBe(
          true,
        );
      }),
      { seed: 12, numRuns: 150 },
    );
  });

  test('are equal whatever their order, repetition and way of allowing', () => {
    fc.assert(
      fc.property(set, fc.integer(), (entries, turn) => {
        const other = [...entries, ...entries.slice(0, 1)]
          .toSorted((left, right) =>
            Math.sin(turn + left.access.length) < Math.sin(turn + right.access.length) ? -1 : 1,
          )
          .map((entry) => ({
            ...entry,
            access: entry.access
              .toReversed()
              .map((one) => ({ ...one, effect: one.effect === '' ? 'allow' : one.effect })),
          }));
        expect(equalRights(entries, other)).toBe(true);
      }),
      { seed: 13 },
    );
  });
});

const entry = (namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind: namespace === '/' ? 'system' : 'project',
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

describe('what comes out', () => {
  test('takes back from all projects by a deny in one', () => {
    expect(difference([entry('*', 'repository:pull')], [entry('apps', 'repository:pull')])).toEqual(
      [entry('*', 'repository:pull'), entry('apps', 'repository:pull:deny')],
    );
  });

  test('says a wildcard once, and keeps permissions that nobody knows', () => {
    expect(union([entry('apps', '*:*', 'tag:list')], [entry('apps', 'thing:do')])).toEqual([
      entry('apps', '*:*'),
    ]);
    expect(union([entry('apps', 'thing:do')], [])).toEqual([entry('apps', 'thing:do')]);
  });

  test('all projects cover a named one, and not the other way round', () => {
    const wide = [entry('*', 'repository:pull')];
    const narrow = [entry('apps', 'repository:pull')];
    expect([covers(wide, narrow), covers(narrow, wide)]).toEqual([true, false]);
  });
});
