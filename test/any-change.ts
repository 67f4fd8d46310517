import fc from 'fast-check';
import type { Operation, RobotDefinition, Until } from '../shared/contract/operations.ts';
import type { Seed } from '../shared/simulator/seed.ts';

/** Robots, and changes of them, as people and programs write them. */

const DAY = 86_400;

type Entries = RobotDefinition['permissions'];

const projectPairs = ['repository:pull', 'repository:push', 'tag:list', 'helm-chart:read'];
const systemPairs = ['project:list', 'registry:read', 'robot:update'];

const accessOf = (pairs: readonly string[], effects: readonly string[]) =>
  fc.uniqueArray(
    fc.tuple(fc.constantFrom(...pairs), fc.constantFrom(...effects)).map(([pair, effect]) => {
      const [resource = '', action = ''] = pair.split(':');
      return { resource, action, effect };
    }),
    { minLength: 0, maxLength: 4, selector: ({ resource, action }) => `${resource}:${action}` },
  );

const effects = fc.constantFrom(['', '', '', 'allow', 'deny'], ['']);

/** Permissions as people, and programs, write them: also for no project, and of nothing. */
export const entriesAt = (namespaces: readonly string[], sure = false): fc.Arbitrary<Entries> =>
  effects.chain((some) =>
    fc.uniqueArray(
      fc.constantFrom(...namespaces).chain((namespace) => {
        const isSystem = namespace === '/';
        const pairs = (isSystem ? systemPairs : projectPairs).slice(0, sure ? -1 : undefined);
        return accessOf(pairs, some).map((access) => ({
          kind: isSystem ? 'system' : 'project',
          namespace,
          access,
        }));
      }),
      { selector: ({ namespace }) => namespace, maxLength: 3 },
    ),
  );

export const SYSTEM_PLACES = ['/', '*', 'library', 'team'];

export const untils = (now: number): fc.Arbitrary<Until> =>
  fc.oneof(
    fc.record({ kind: fc.constant('days' as const), days: fc.integer({ min: 1, max: 4_000 }) }),
    fc.record({
      kind: fc.constant('date' as const),
      at: fc.integer({ min: now - 30 * DAY, max: now + 400 * DAY }),
    }),
    fc.constant({ kind: 'never' as const }),
  );

export const operations = (now: number, isProject: boolean): fc.Arbitrary<Operation> => {
  const until = fc.option(untils(now), { nil: null });
  const places = isProject ? ['team', 'library'] : [...SYSTEM_PLACES, 'gone'];
  const rules = entriesAt([...places, '']);
  return fc.oneof(
    fc.constant({ kind: 'enable' as const }),
    fc.constant({ kind: 'disable' as const }),
    fc.record({ kind: fc.constant('renew' as const), until: untils(now) }),
    fc.record({
      kind: fc.constant('edit' as const),
      description: fc.option(fc.string({ maxLength: 1_030 }), { nil: null }),
      permissions: fc.option(entriesAt(places), { nil: null }),
      until,
      dropStale: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('permissions' as const), add: rules, remove: rules }),
  );
};

export interface Seeded {
  readonly isProject: boolean;
  readonly permissions: Entries;
  readonly duration: number;
  readonly age: number;
  readonly disabled: boolean;
  readonly description: string;
}

export const seeded: fc.Arbitrary<Seeded> = fc.boolean().chain((isProject) =>
  fc.record({
    isProject: fc.constant(isProject),
    permissions: entriesAt(isProject ? ['team'] : SYSTEM_PLACES),
    duration: fc.oneof(fc.constant(-1), fc.integer({ min: 1, max: 400 })),
    age: fc.integer({ min: 0, max: 300 }),
    disabled: fc.boolean(),
    description: fc.string({ maxLength: 20 }),
  }),
);

/** A robot of `team`, or of the system, for the simulator. @param now its clock, in milliseconds */
export const seedOf = (
  { isProject, age, ...rest }: Seeded,
  name: string,
  now: number,
): NonNullable<Seed['robots']>[number] => ({
  ...rest,
  name,
  ...(isProject ? { project: 'team' } : {}),
  createdAt: now - age * DAY * 1_000,
  permissions: rest.permissions.map((one) => ({
    ...one,
    kind: one.kind === 'system' ? 'system' : 'project',
  })),
});
