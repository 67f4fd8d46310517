import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { equalRights } from '../../../shared/permissions/algebra.ts';
import { asOwn, compareSets } from '../../../shared/permissions/compare.ts';
import { projectSet, systemSet } from './random-sets.ts';

const any = systemSet(['apps', 'data']);

describe('sets side by side', () => {
  test('with themselves are the same', () => {
    fc.assert(
      fc.property(any, (set) => {
        const one = { permissions: set, own: '' };
        expect(compareSets([one, one]).every(({ isSame }) => isSame)).toBe(true);
      }),
      { seed: 41 },
    );
  });

  test('say the same whichever comes first', () => {
    fc.assert(
      fc.property(any, any, (left, right) => {
        const [one, other] = [left, right].map((permissions) => ({ permissions, own: '' }));
        if (one === undefined || other === undefined) return;
        const turned = compareSets([other, one]).map((row) => ({
          ...row,
          marks: row.marks.toReversed(),
        }));
        expect(compareSets([one, other])).toEqual(turned);
      }),
      { seed: 42 },
    );
  });

  test('differ where they grant different things', () => {
    fc.assert(
      fc.property(any, any, (left, right) => {
        const rows = compareSets([
          { permissions: left, own: '' },
          { permissions: right, own: '' },
        ]);
        if (rows.every(({ isSame }) => isSame)) expect(equalRights(left, right)).toBe(true);
      }),
      { seed: 43, numRuns: 300 },
    );
  });

  const pull = (namespace: string) => ({
    kind: 'project',
    namespace,
    access: [{ resource: 'repository', action: 'pull', effect: '' }],
  });

  test('stand by the names of projects where one of them has none of its own', () => {
    const rows = compareSets([
      { permissions: [pull('team-a')], own: 'team-a' },
      { permissions: [pull('team-a'), pull('team-b')], own: '' },
    ]);
    expect(rows.map(({ namespace, marks, isSame }) => [namespace, marks, isSame])).toEqual([
      ['team-a', ['held', 'held'], true],
      ['team-b', ['none', 'held'], false],
    ]);
  });

  test('put the own project of each in one line', () => {
    const rows = compareSets([
      { permissions: [pull('team-a')], own: 'team-a' },
      { permissions: [pull('team-b')], own: 'team-b' },
      { permissions: [pull('')], own: '' },
      { permissions: [pull('*')], own: 'team-c' },
    ]);
    expect(rows.map(({ namespace, marks, isSame }) => [namespace, marks, isSame])).toEqual([
      ['*', ['none', 'none', 'none', 'held'], false],
      ['', ['held', 'held', 'held', 'all'], true],
    ]);
  });
});

test('what one holds becomes the same of another project', () => {
  fc.assert(
    fc.property(projectSet('apps'), (permissions) => {
      const one = { permissions, own: 'apps' };
      const other = { permissions: asOwn(one, 'data'), own: 'data' };
      expect(compareSets([one, other]).every(({ isSame }) => isSame)).toBe(true);
      expect(asOwn(one, '')).toEqual(permissions);
    }),
    { seed: 44 },
  );
});
