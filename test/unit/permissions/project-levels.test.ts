import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  levelOfPairs,
  PLACE_LEVELS,
  placeLevel,
  placeLevels,
} from '../../../shared/permissions/cells.ts';
import { compileSet } from '../../../shared/permissions/compiled.ts';
import { judge, rulesOf, type Subject } from '../../../shared/permissions/judge.ts';
import { pairsOf } from '../../../shared/permissions/pairs.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';
import { projectSet, systemSet } from './random-sets.ts';

const NAMES = ['apps', 'data'];
const version = fc.constantFrom('2.8.6', '2.9.5', '2.10.0', '2.12.4', '2.15.2');

type Drawn = readonly [subject: Subject, permissions: PermissionEntry[]];
const robot: fc.Arbitrary<Drawn> = fc.oneof(
  systemSet(NAMES).map((entries): Drawn => [{ level: 'system', projectName: '' }, entries]),
  projectSet('apps').map((entries): Drawn => [{ level: 'project', projectName: 'apps' }, entries]),
);

const entry = (namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind: namespace === '/' ? 'system' : 'project',
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

describe('how far rights go in a project', () => {
  test.each([
    ['none', []],
    ['read', ['tag:list', 'scan:create']],
    ['pull', ['repository:pull', 'tag:list']],
    ['push', ['repository:pull', 'repository:push', 'tag:create']],
    ['change', ['repository:push', 'tag:delete']],
    ['robots', ['robot:create']],
    [
      'everything',
      pairsOf('2.15.2')
        .filter(({ kind }) => kind === 'project')
        .map(({ pair }) => pair),
    ],
  ])('%s', (level, pairs) => {
    expect(levelOfPairs(new Set(pairs))).toBe(level);
  });

  test('grows with the rights, and is the same place by place', () => {
    fc.assert(
      fc.property(robot, version, ([subject, permissions], of) => {
        const set = compileSet(permissions);
        const { elsewhere, named } = placeLevels(set, subject, of);
        expect(placeLevel(set, subject, 'elsewhere', of)).toBe(elsewhere);
        for (const [name, level] of named) {
          expect(placeLevel(set, subject, name, of)).toBe(level);
          const wide = compileSet([...permissions, entry(name, 'repository:push')]);
          const after = placeLevel(wide, subject, name, of);
          const isDenied =
            judge(wide, subject, { kind: 'project', name }, 'repository:push', rulesOf(of))
              .state === 'denied';
          if (!isDenied) {
            expect(PLACE_LEVELS.indexOf(after)).toBeGreaterThanOrEqual(PLACE_LEVELS.indexOf(level));
          }
        }
      }),
      { seed: 25 },
    );
  });
});
