import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileSet } from '../../../shared/permissions/compiled.ts';
import {
  deadDenies,
  denyWords,
  withoutDeadDenies,
} from '../../../shared/permissions/dead-denies.ts';
import { pairsInForce, type Place } from '../../../shared/permissions/effective.ts';
import { rulesOf, type Subject } from '../../../shared/permissions/judge.ts';
import { normalForm } from '../../../shared/permissions/sets.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';
import { projectSet, systemSet } from './random-sets.ts';

const entry = (namespace: string, ...said: string[]): PermissionEntry => ({
  kind: namespace === '/' ? 'system' : 'project',
  namespace,
  access: said.map((one) => {
    const [resource = '', action = '', effect = ''] = one.split(':');
    return { resource, action, effect };
  }),
});
const SYSTEM: Subject = { level: 'system', projectName: '' };
const left = (permissions: PermissionEntry[], version = '2.15.2') =>
  withoutDeadDenies({ ...SYSTEM, permissions }, version);

describe('denies that do nothing', () => {
  test('go, and nothing else does', () => {
    const held = ['repository:pull', 'repository:push:allow'];
    expect(
      left([
        entry('apps', ...held, 'tag:delete:deny', 'repository:push:deny'),
        entry('data', 'tag:delete:deny'),
      ]),
    ).toEqual([entry('apps', ...held, 'repository:push:deny')]);
  });

  test('stay where another of them would do nothing either but for this one', () => {
    const both = entry('apps', 'repository:push', 'repository:push:deny', 'repository:*:deny');
    const kept = left([both], '2.9.5')[0]?.access ?? [];
    expect(kept.filter(({ effect }) => effect === 'deny')).toHaveLength(1);
  });

  test('stay where their entry keeps others from counting, up to Harbor 2.9', () => {
    const mixed = [entry('/', 'robot:create:deny'), entry('apps', 'repository:push')];
    expect(left(mixed, '2.9.5')).toEqual(mixed);
    expect(left(mixed, '2.15.2')).toEqual([mixed[1]]);
  });

  test('never let a robot do more or less when they go', () => {
    const NAMES = ['apps', 'data'];
    const robots = fc.oneof(
      systemSet(NAMES).map((set) => [SYSTEM, set] as const),
      projectSet('apps').map(
        (set) => [{ level: 'project', projectName: 'apps' } as Subject, set] as const,
      ),
    );
    const places: Place[] = [
      { kind: 'system' },
      ...[...NAMES, 'elsewhere'].map((name): Place => ({ kind: 'project', name })),
    ];
    const versions = fc.constantFrom('2.8.6', '2.9.5', '2.10.0', '2.15.2');
    fc.assert(
      fc.property(robots, versions, fc.boolean(), ([subject, permissions], version, isPublic) => {
        const after = withoutDeadDenies({ ...subject, permissions }, version);
        const rights = (set: PermissionEntry[]) =>
          places.map((at) =>
            pairsInForce(compileSet(set), subject, at, rulesOf(version), isPublic).sort(),
          );
        expect(rights(after)).toEqual(rights(permissions));
        const grants = (set: PermissionEntry[]) =>
          normalForm(
            set
              .map((one) => ({
                ...one,
                access: one.access.filter(({ effect }) => effect !== 'deny'),
              }))
              .filter(({ access }) => access.length > 0),
          );
        expect(grants(after)).toEqual(grants(permissions));
        // Taking denies out again finds nothing more.
        expect(withoutDeadDenies({ ...subject, permissions: after }, version)).toEqual(after);
      }),
      { seed: 31, numRuns: 300 },
    );
  });
});

test('are said with their place', () => {
  const set = compileSet([entry('/', 'robot:list:deny'), entry('*', 'tag:list:deny')]);
  expect(deadDenies(set, SYSTEM, rulesOf('2.15.2')).map(denyWords)).toEqual([
    'robot:list in the system',
    'tag:list on all projects',
  ]);
});
