import fc from 'fast-check';
import { COLUMNS } from '../../../shared/permissions/pairs.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';

/** Random permissions as Harbors of any age may hold them, wildcards and odd effects included. */

const pairs = (kind: 'system' | 'project'): readonly string[] =>
  COLUMNS(kind).map(({ pair }) => pair);

const ODD = ['*:*', 'robot:*', '*:read', '*:push', '*:delete', 'robot:update', 'thing:do'];
/** What interplays most is drawn most. */
const SYSTEM_OFTEN = ['robot:list', 'robot:read', 'quota:list', 'user:list', 'user:read'];
const PROJECT_OFTEN = [
  'repository:push',
  'repository:pull',
  'project:read',
  'project:update',
  'project:delete',
  'project:*',
  'robot:list',
  'robot:create',
  'member:list',
  'log:list',
];

const pair = (kind: 'system' | 'project'): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...pairs(kind)) },
    {
      weight: 5,
      arbitrary: fc.constantFrom(...(kind === 'system' ? SYSTEM_OFTEN : PROJECT_OFTEN)),
    },
    { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  );

const effect = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 3, arbitrary: fc.constant('allow') },
  { weight: 2, arbitrary: fc.constant('deny') },
  { weight: 1, arbitrary: fc.constant('maybe') },
);

const entry = (kind: 'system' | 'project', namespace: string): fc.Arbitrary<PermissionEntry> =>
  fc.array(fc.tuple(pair(kind), effect), { maxLength: 6 }).map((drawn) => ({
    kind,
    namespace,
    access: drawn.map(([one, said]) => {
      const [resource = '', action = ''] = one.split(':');
      return { resource, action, effect: said };
    }),
  }));

/** Permissions of a system robot over these projects. */
export const systemSet = (projects: readonly string[]): fc.Arbitrary<PermissionEntry[]> =>
  fc.array(
    fc.oneof(
      entry('system', '/'),
      entry('project', '*'),
      fc.constantFrom(...projects).chain((name) => entry('project', name)),
    ),
    { maxLength: 4 },
  );

/** Permissions of a project robot. */
export const projectSet = (project: string): fc.Arbitrary<PermissionEntry[]> =>
  entry('project', project).map((one) => [one]);

/** So many values of a kind, the same ones every time. */
export const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number, seed: number): T[] =>
  fc.sample(arbitrary, { numRuns: count, seed });
