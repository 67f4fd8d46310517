import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { couldByRelease, couldRobot } from '../../../shared/permissions/could.ts';
import type { CouldQuestion } from '../../../shared/permissions/could.ts';
import { effectiveRights } from '../../../shared/permissions/effective.ts';
import type { ProjectCreation } from '../../../shared/permissions/project-creation.ts';
import { isBefore } from '../../../shared/permissions/releases.ts';
import type { PermissionEntry, Robot } from '../../../shared/robots/robot.ts';
import { projectSet, systemSet } from './random-sets.ts';

const entry = (kind: string, namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind,
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

const maker = (permissions: readonly PermissionEntry[], more: Partial<Robot> = {}): Robot => ({
  id: 1,
  name: 'robot$maker',
  level: 'system',
  projectId: null,
  projectName: '',
  description: '',
  disabled: false,
  editable: true,
  duration: -1,
  expiresAt: -1,
  createdAt: 0,
  updatedAt: 0,
  creator: { type: 'local', ref: 1 },
  permissions,
  ...more,
});

const pullIn = (projectName: string, effect = ''): CouldQuestion => ({
  what: 'make',
  robot: {
    level: 'project',
    projectName,
    permissions: [entry('project', projectName, `repository:pull:${effect}`)],
  },
});
const MAKER = maker([entry('project', '*', 'robot:create', 'repository:pull')]);

describe('could this robot make a robot in a project', () => {
  test.each([
    ['2.11.2', true, /holds robot:create on team-a/, /^$/],
    ['2.12.0', false, /#21406/, /system robot with permissions in that project/],
    ['2.12.1', false, /#21406/, /system robot with permissions in that project/],
    ['2.14.0', false, /#21406/, /system robot with permissions in that project/],
    ['2.14.1', true, /holds robot:create on team-a/, /^$/],
    ['2.15.2', true, /holds robot:create on team-a/, /^$/],
  ])('on Harbor %s: %s', (version, can, because, wayOut) => {
    const answer = couldRobot(MAKER, pullIn('team-a'), version);
    expect(answer.can).toBe(can);
    expect(answer.because).toMatch(because);
    expect(answer.wayOut).toMatch(wayOut);
  });

  test('compares effects literally', () => {
    expect(couldRobot(MAKER, pullIn('team-a', 'allow'), '2.15.2')).toMatchObject({ can: false });
  });

  test('is refused permissions that its Harbor does not know', () => {
    const odd = maker([entry('project', '*', 'robot:create', 'thing:do')]);
    const wanted = entry('project', 'team-a', 'thing:do');
    const answer = couldRobot(
      odd,
      { what: 'make', robot: { level: 'project', projectName: 'team-a', permissions: [wanted] } },
      '2.15.2',
    );
    expect(answer).toMatchObject({ can: false });
    expect(answer.because).toContain('thing:do');
  });
});

describe('could this robot delete a robot in a project', () => {
  const inApps: CouldQuestion = {
    what: 'delete',
    robot: { level: 'project', projectName: 'apps' },
  };
  test.each([
    ['held on all projects', '2.15.2', [entry('project', '*', 'robot:delete')], true],
    [
      'denied in that project',
      '2.15.2',
      [entry('project', '*', 'robot:delete'), entry('project', 'apps', 'robot:delete:deny')],
      false,
    ],
    [
      'covered by deleting projects, held on all of them',
      '2.15.2',
      [entry('project', '*', 'project:delete')],
      true,
    ],
    [
      'beside permissions of the system, which then count alone',
      '2.9.5',
      [entry('project', '*', 'robot:delete'), entry('system', '/', 'label:read')],
      false,
    ],
  ])('%s, Harbor %s', (_words, version, permissions, can) => {
    expect(couldRobot(maker(permissions), inApps, version).can).toBe(can);
  });

  test('exactly where it has the right, in any release', () => {
    const context = { accepted: { system: null, project: null }, isPublic: false } as const;
    const versions = fc.constantFrom('2.9.5', '2.12.4', '2.15.2');
    fc.assert(
      fc.property(systemSet(['apps', 'data']), versions, (set, version) => {
        const rights = effectiveRights(
          maker(set),
          { kind: 'project', name: 'apps' },
          { ...context, version, projectCreation: 'everyone' },
        );
        const may = rights.some(
          ({ pair, verdict }) => pair === 'robot:delete' && verdict !== 'denied',
        );
        expect(couldRobot(maker(set), inApps, version).can).toBe(may);
      }),
      { seed: 33 },
    );
  });
});

describe('could this robot change a robot', () => {
  const inApps: CouldQuestion = {
    what: 'change',
    robot: { level: 'project', projectName: 'apps' },
  };

  // The last three as recorded (`stale-permissions`).
  test.each([
    ['robot:update', '2.9.5', 'apps', 'robot:update', true],
    ['everything', '2.9.5', 'apps', '*:*', true],
    ['what the catalogue offers', '2.15.2', 'apps', 'robot:create', false],
    ['updating all projects', '2.15.2', '*', 'project:update', true],
    ['updating all projects', '2.9.5', '*', 'project:update', false],
    ['robot:* kept from 2.9', '2.10.3', '*', 'robot:*', true],
    ['robot:* kept from 2.9', '2.12.4', '*', 'robot:*', true],
    ['robot:* kept from 2.9', '2.15.2', '*', 'robot:*', true],
  ])('that holds %s, Harbor %s', (_words, version, namespace, pair, can) => {
    const answer = couldRobot(maker([entry('project', namespace, pair)]), inApps, version);
    expect(answer.can).toBe(can);
    expect(answer.because).toContain(can ? pair : 'may not update robots on apps');
  });

  test('says of robots of the system that they ask for more', () => {
    const robot = maker([entry('project', '*', 'robot:*')]);
    const question: CouldQuestion = {
      what: 'change',
      robot: { level: 'system', projectName: '' },
    };
    expect(couldRobot(robot, question, '2.15.2')).toMatchObject({
      can: false,
      because:
        'It may not update robots on the system, and Harbor offers robot:update to no robot since 2.10.',
    });
    const kept = maker([entry('system', '/', 'robot:update')]);
    expect(couldRobot(kept, question, '2.15.2').can).toBe(true);
  });

  test('says of later releases that it could only have kept that', () => {
    const spans = couldByRelease(maker([entry('project', 'apps', 'robot:*')]), inApps);
    expect(spans.map(({ from, until, can }) => [from, until, can])).toEqual([
      ['2.9.0', '2.10.0', true],
      ['2.10.0', null, false],
    ]);
    expect(spans[1]?.because).toContain('A robot that kept it from an older release');
  });

  test('exactly where it has the right, in any release', () => {
    const context = { accepted: { system: null, project: null }, isPublic: false } as const;
    const versions = fc.constantFrom('2.9.5', '2.12.4', '2.15.2');
    fc.assert(
      fc.property(systemSet(['apps', 'data']), versions, (set, version) => {
        const at = { kind: 'project', name: 'apps' } as const;
        const whole = { ...context, version, projectCreation: 'everyone' } as const;
        const may = effectiveRights(maker(set), at, whole).some(
          ({ pair, verdict }) => pair === 'robot:update' && verdict !== 'denied',
        );
        expect(couldRobot(maker(set), inApps, version).can).toBe(may);
      }),
      { seed: 31 },
    );
  });
});

describe('could this robot make a project', () => {
  const make = (creation: ProjectCreation | null): CouldQuestion => ({
    what: 'make-project',
    creation,
  });
  const holder = maker([entry('system', '/', 'project:create')]);
  const other = maker([]);
  const own = maker([], { level: 'project', projectName: 'apps' });

  test.each([
    ['everyone', other, '2.15.2', true, 'Everybody may make projects'],
    ['everyone', other, '2.3.0', false, 'before 2.4'],
    ['everyone', own, '2.15.2', false, 'Only robots of the system'],
    ['adminonly', other, '2.15.2', false, 'Only administrators'],
    ['adminonly', holder, '2.15.2', true, 'holds project:create'],
    ['adminonly', holder, '2.3.0', false, 'before 2.4'],
    [null, holder, '2.15.2', true, 'holds project:create'],
    [null, other, '2.15.2', null, 'was not read'],
    [null, own, '2.15.2', false, 'Only robots of the system'],
  ] as const)('%s, %#', (creation, robot, version, can, because) => {
    const answer = couldRobot(robot, make(creation), version);
    expect(answer.can).toBe(can);
    expect(answer.because).toContain(because);
  });

  test('by release, also where nobody knows', () => {
    const spans = couldByRelease(other, make(null));
    expect(spans.map(({ from, until, can }) => [from, until, can])).toEqual([
      ['2.2.0', '2.4.0', false],
      ['2.4.0', null, null],
    ]);
  });
});

test('what every release answers covers all releases, once each', () => {
  const robot = fc.oneof(
    systemSet(['apps', 'data']).map((set) => maker(set)),
    projectSet('apps').map((set) =>
      maker(set, { level: 'project', projectName: 'apps', projectId: 3 }),
    ),
  );
  const question = fc.constantFrom<CouldQuestion>(
    pullIn('apps'),
    { what: 'delete', robot: { level: 'project', projectName: 'apps' } },
    { what: 'change', robot: { level: 'project', projectName: 'apps' } },
    { what: 'change', robot: { level: 'system', projectName: '' } },
    { what: 'make-project', creation: 'everyone' },
    { what: 'make-project', creation: null },
  );
  fc.assert(
    fc.property(robot, question, (of, asked) => {
      const spans = couldByRelease(of, asked);
      expect(spans.at(-1)?.until).toBeNull();
      for (const [at, span] of spans.entries()) {
        expect(spans[at + 1]?.from ?? null).toBe(span.until);
        const isKept = span.because.includes('kept it from an older release');
        expect(couldRobot(of, asked, span.from).can).toBe(isKept ? true : span.can);
        if (isKept) expect(isBefore(span.from, '2.10.0')).toBe(false);
        if (span.until !== null) expect(isBefore(span.from, span.until)).toBe(true);
        expect(span.can === true && span.wayOut !== '').toBe(false);
      }
    }),
    { seed: 32 },
  );
});
