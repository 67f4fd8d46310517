import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellOf, cellsOf } from '../../../shared/permissions/cells.ts';
import { compileSet } from '../../../shared/permissions/compiled.ts';
import {
  effectiveRights,
  pairsInForce,
  type Place,
  type RightsContext,
} from '../../../shared/permissions/effective.ts';
import { judge, rulesOf, type Subject } from '../../../shared/permissions/judge.ts';
import { knownPairs, type PairKind } from '../../../shared/permissions/pairs.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';
import { projectSet, systemSet } from './random-sets.ts';

const NAMES = ['apps', 'data'];
const PLACES: readonly Place[] = [
  { kind: 'system' },
  ...[...NAMES, 'elsewhere'].map((name): Place => ({ kind: 'project', name })),
];
const version = fc.constantFrom('2.8.6', '2.9.5', '2.10.0', '2.12.4', '2.15.2');

const creation = fc.constantFrom('everyone' as const, 'adminonly' as const, null);

type Drawn = readonly [subject: Subject, permissions: PermissionEntry[]];
const robot: fc.Arbitrary<Drawn> = fc.oneof(
  systemSet(NAMES).map((entries): Drawn => [{ level: 'system', projectName: '' }, entries]),
  projectSet('apps').map((entries): Drawn => [{ level: 'project', projectName: 'apps' }, entries]),
);

const CONTEXT: Omit<RightsContext, 'version'> = {
  accepted: { system: null, project: null },
  isPublic: false,
  projectCreation: 'adminonly',
};

describe('effective rights', () => {
  test('with reasons and without are the same', () => {
    fc.assert(
      fc.property(robot, version, fc.boolean(), creation, (drawn, of, isPublic, made) => {
        const [subject, permissions] = drawn;
        const set = compileSet(permissions);
        for (const at of PLACES) {
          const context = { ...CONTEXT, version: of, isPublic, projectCreation: made };
          const rights = effectiveRights({ ...subject, permissions, disabled: false }, at, context);
          const slow = rights
            .filter(({ verdict }) => !['denied', 'perhaps'].includes(verdict))
            .map(({ pair }) => pair);
          const fast = pairsInForce(set, subject, at, rulesOf(of, made), isPublic);
          expect(fast.toSorted()).toEqual(slow);
          expect(slow).toEqual(slow.toSorted());
        }
      }),
      { seed: 21, numRuns: 200 },
    );
  });

  test('do not depend on the order of entries', () => {
    fc.assert(
      fc.property(robot, version, ([subject, permissions], of) => {
        const turned = permissions
          .toReversed()
          .map((entry) => ({ ...entry, access: entry.access.toReversed() }));
        const rightsOf = (entries: PermissionEntry[], at: Place) =>
          effectiveRights({ ...subject, permissions: entries, disabled: false }, at, {
            ...CONTEXT,
            version: of,
          }).map(({ pair, verdict }) => [pair, verdict]);
        for (const at of PLACES) expect(rightsOf(turned, at)).toEqual(rightsOf(permissions, at));
      }),
      { seed: 22 },
    );
  });

  test('name an entry that the robot has, unless they come from elsewhere', () => {
    fc.assert(
      fc.property(robot, ([subject, permissions]) => {
        for (const at of PLACES) {
          const context = { ...CONTEXT, version: '2.15.2', isPublic: true };
          for (const right of effectiveRights(
            { ...subject, permissions, disabled: false },
            at,
            context,
          )) {
            expect(right.because).toMatch(/\.$/);
            if (right.via === 'public') expect(right.entry).toBeNull();
            else expect(permissions).toContain(right.entry);
          }
        }
      }),
      { seed: 23 },
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

const SYSTEM = { level: 'system', projectName: '', disabled: false } as const;
const OWN = { level: 'project', projectName: 'apps', disabled: false } as const;
const APPS: Place = { kind: 'project', name: 'apps' };
const at = (
  subject: typeof SYSTEM | typeof OWN,
  place: Place,
  pair: string,
  context: Partial<RightsContext>,
  ...permissions: PermissionEntry[]
) =>
  effectiveRights({ ...subject, permissions }, place, {
    ...CONTEXT,
    version: '2.15.2',
    ...context,
  }).find((right) => right.pair === pair);

describe('the reason for a right', () => {
  test('all projects, one project, and a deny that wins', () => {
    const wide = entry('*', 'repository:push', 'repository:pull');
    expect(at(SYSTEM, APPS, 'repository:push', {}, wide)).toMatchObject({
      verdict: 'granted',
      via: 'all-projects',
      because: 'It holds repository:push on all projects.',
      refused: null,
    });
    expect(
      at(SYSTEM, APPS, 'repository:push', {}, wide, entry('apps', 'repository:push:deny')),
    ).toMatchObject({ verdict: 'denied', because: 'It is denied repository:push on apps.' });
  });

  test('push gives project robots pull, and does not give it to system robots', () => {
    expect(at(OWN, APPS, 'repository:pull', {}, entry('apps', 'repository:push'))).toMatchObject({
      verdict: 'implied',
      via: 'own-project',
      because: 'It holds repository:push on apps, and Harbor adds pull to that.',
    });
    const system = at(SYSTEM, APPS, 'repository:push', {}, entry('apps', 'repository:push'));
    expect(system?.refused).toContain('pull');
  });

  test('a public project, a project itself that stands for everything, and stale ones', () => {
    expect(
      at(OWN, { kind: 'project', name: 'open' }, 'tag:list', { isPublic: true }),
    ).toMatchObject({ verdict: 'implied', via: 'public', entry: null });
    expect(at(SYSTEM, APPS, 'member:update', {}, entry('*', 'project:update'))).toMatchObject({
      verdict: 'implied',
      because:
        'It holds project:update on all projects. Harbor takes that for every update in them.',
    });
    const accepted = { system: new Set(['label:read']), project: new Set(['tag:list']) };
    const stale = at(SYSTEM, APPS, 'robot:update', { accepted }, entry('apps', 'robot:*'));
    expect(stale?.verdict).toBe('not-accepted');
    const odd = at(SYSTEM, APPS, 'thing:do', { accepted }, entry('apps', 'thing:do'));
    expect(odd?.verdict).toBe('unknown');
  });

  test('projects may be made unasked, while making them is not restricted', () => {
    const system: Place = { kind: 'system' };
    const open = at(SYSTEM, system, 'project:create', { projectCreation: 'everyone' });
    expect(open).toMatchObject({ verdict: 'implied', refused: null });
    expect(at(SYSTEM, system, 'project:create', {})).toBeUndefined();
    expect(at(OWN, system, 'project:create', { projectCreation: 'everyone' })).toBeUndefined();
    const held = entry('/', 'project:create');
    expect(at(SYSTEM, system, 'project:create', {}, held)?.verdict).toBe('granted');
    const denied = entry('/', 'project:create:deny');
    expect(at(SYSTEM, system, 'project:create', {}, denied)?.verdict).toBe('denied');
    const unasked = { projectCreation: 'everyone' } as const;
    expect(at(SYSTEM, system, 'project:create', unasked, denied)?.verdict).toBe('implied');
  });

  test('whether projects may be made is not known where nobody read it, and never a no', () => {
    const system: Place = { kind: 'system' };
    const unread = { projectCreation: null } as const;
    expect(at(SYSTEM, system, 'project:create', unread)).toMatchObject({
      verdict: 'perhaps',
      because: expect.stringMatching(/^Not known: /) as string,
    });
    expect(at(OWN, system, 'project:create', unread)).toBeUndefined();
    const held = entry('/', 'project:create');
    expect(at(SYSTEM, system, 'project:create', unread, held)?.verdict).toBe('granted');
  });

  test('no robot makes projects before Harbor 2.4, whatever it holds', () => {
    const system: Place = { kind: 'system' };
    const old = { version: '2.3.5', projectCreation: 'everyone' } as const;
    expect(at(SYSTEM, system, 'project:create', old)).toBeUndefined();
    const held = at(SYSTEM, system, 'project:create', old, entry('/', 'project:create'));
    expect(held?.refused).toContain('before 2.4');
  });

  test('Harbor refuses what is in force nevertheless', () => {
    const maker = entry('*', 'robot:create');
    expect(at(SYSTEM, APPS, 'robot:create', { version: '2.12.1' }, maker)?.refused).toContain(
      '21406',
    );
    expect(at(SYSTEM, APPS, 'robot:create', {}, maker)?.refused).toBeNull();
    expect(at(SYSTEM, APPS, 'sbom:read', {}, entry('*', 'sbom:read'))?.refused).toContain(
      'nowhere',
    );
  });
});

describe('a cell', () => {
  const free = {
    version: '2.15.2',
    accepted: { system: null, project: null },
    projectCreation: null,
  } as const;

  test('says what holds somewhere', () => {
    fc.assert(
      fc.property(robot, creation, ([subject, permissions], projectCreation) => {
        const set = compileSet(permissions);
        const rules = rulesOf(free.version, projectCreation);
        for (const kind of ['system', 'project'] as PairKind[]) {
          const places: Place[] =
            kind === 'system'
              ? [{ kind }]
              : ['*', ...NAMES].map((name): Place => ({ kind: 'project', name }));
          for (const { pair } of knownPairs(kind)) {
            const states = places.map((place) => judge(set, subject, place, pair, rules).state);
            const cell = cellOf(set, subject, kind, pair, { ...free, projectCreation });
            const isHeld = ['named', 'all', 'implied'].includes(cell);
            expect(isHeld, `${kind} ${pair} ${cell}`).toBe(states.includes('allowed'));
            if (!isHeld) expect(cell).toBe(states.includes('denied') ? 'denied' : 'none');
          }
        }
      }),
      { seed: 24 },
    );
  });

  test.each([
    ['all', entry('*', 'tag:list')],
    ['named', entry('apps', 'tag:list')],
    ['denied', entry('apps', 'tag:list:deny')],
    ['none', entry('apps', 'tag:delete')],
    ['none', entry('apps', 'tag:list:maybe')],
    ['implied', entry('*', 'project:*')],
  ])('is “%s”', (cell, one) => {
    expect(cellOf(compileSet([one]), SYSTEM, 'project', 'tag:list', free)).toBe(cell);
  });

  test('marks what the Harbor no longer accepts', () => {
    const accepted = { system: new Set<string>(), project: new Set(['tag:list']) };
    const set = compileSet([entry('apps', 'tag:list', 'robot:update')]);
    const cell = (pair: string) => cellOf(set, SYSTEM, 'project', pair, { ...free, accepted });
    expect([cell('tag:list'), cell('robot:update')]).toEqual(['named', 'unaccepted']);
  });

  test.each([
    ['a list', new Set(['tag:list'])],
    ['anything', null],
  ])('marks what no release names, where the Harbor accepts %s', (_, project) => {
    const context = { ...free, accepted: { system: null, project } };
    const entries = [entry('apps', 'scan:fly')];
    const set = compileSet(entries);
    expect(cellOf(set, SYSTEM, 'project', 'scan:fly', context)).toBe('unknown');
    expect(cellsOf(set, SYSTEM, 'project', context).get('scan:fly')).toBe('unknown');
    const wide = compileSet([...entries, entry('*', 'tag:*')]);
    expect(cellsOf(wide, SYSTEM, 'project', context).get('scan:fly')).toBe('unknown');
  });
});
