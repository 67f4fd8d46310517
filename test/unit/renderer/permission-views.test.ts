import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PermissionMatrix, ProjectMatrix } from '../../../shared/contract/permissions.ts';
import { compareSets } from '../../../shared/permissions/compare.ts';
import { mergeCatalogues } from '../../../shared/permissions/catalogue-merge.ts';
import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import { acceptedPairs } from '../../../shared/permissions/standing.ts';
import { CELLS, PLACE_LEVELS } from '../../../shared/permissions/cells.ts';
import {
  heldRows,
  narrow,
  RELEASES,
  rowsOf as catalogueRows,
} from '../../../renderer/src/features/permissions/catalogue/catalogue-rows.ts';
import { CELL_SIGNS, SYSTEM_SIGN } from '../../../renderer/src/features/permissions/cell-signs.ts';
import {
  definedSubject,
  readSubjects,
  subjectText,
} from '../../../renderer/src/features/permissions/compare/subjects.ts';
import { bandsOf } from '../../../renderer/src/features/permissions/grid/grid-model.ts';
import { gridPlaceAfter } from '../../../renderer/src/features/permissions/grid/grid-keys.ts';
import { giving, taking } from '../../../renderer/src/features/permissions/permission-plans.ts';
import {
  projectRows,
  projectsOf,
} from '../../../renderer/src/features/permissions/projects/project-view.ts';
import {
  columnsOf,
  rowsOf,
  signAt,
} from '../../../renderer/src/features/permissions/robots/matrix-view.ts';
import {
  PAIR_CHOICES,
  readChoice,
} from '../../../renderer/src/features/permissions/who/who-question.ts';

const counts = (...some: [cell: (typeof CELLS)[number], count: number][]): number[] =>
  CELLS.map((cell) => some.find(([one]) => one === cell)?.[1] ?? 0);

/** Robots 1 to 3 on two lines: the first may nothing but pull. */
const MATRIX: PermissionMatrix = {
  keys: Uint32Array.of(10, 20, 30),
  lineOf: Uint32Array.of(0, 1, 0),
  columns: [
    { kind: 'system', pair: 'robot:create', counts: counts(['none', 2], ['all', 1]) },
    { kind: 'project', pair: 'label:read', counts: counts(['none', 3]) },
    { kind: 'project', pair: 'repository:pull', counts: counts(['named', 2], ['denied', 1]) },
    { kind: 'project', pair: 'repository:push', counts: counts(['none', 2], ['unaccepted', 1]) },
  ],
  cells: Uint8Array.of(
    ...['none', 'none', 'named', 'none'].map((cell) => CELLS.indexOf(cell as 'none')),
    ...['all', 'none', 'denied', 'unaccepted'].map((cell) => CELLS.indexOf(cell as 'none')),
  ),
  total: 3,
  harbors: [],
};
const ALL = { kind: '', all: true, order: 'name', text: '' } as const;

describe('columns of robots × permissions', () => {
  test('stand by resource, what most robots are for first and the system last', () => {
    const columns = columnsOf(MATRIX, ALL);
    expect(columns.map(({ pair, starts, count }) => [pair, starts, count])).toEqual([
      ['repository:pull', true, 2],
      ['repository:push', false, 1],
      ['label:read', true, 0],
      ['robot:create', true, 1],
    ]);
    expect(bandsOf(columns).map(({ words, from, to }) => [words, from, to])).toEqual([
      ['In projects', 0, 3],
      ['In the system', 3, 4],
    ]);
  });

  test('are only those that somebody has, or is denied, unless all are wanted', () => {
    const held = columnsOf(MATRIX, { ...ALL, all: false });
    expect(held.map(({ pair }) => pair)).not.toContain('label:read');
    expect(held).toHaveLength(3);
  });

  test('are found by name and kind, and stand by count where that is wanted', () => {
    expect(columnsOf(MATRIX, { ...ALL, text: 'repo PUSH' }).map(({ pair }) => pair)).toEqual([
      'repository:push',
    ]);
    expect(columnsOf(MATRIX, { ...ALL, kind: 'system' })).toHaveLength(1);
    const byCount = columnsOf(MATRIX, { ...ALL, order: 'count' });
    expect(byCount.map(({ count }) => count)).toEqual([2, 1, 1, 0]);
    expect(bandsOf(byCount)).toEqual([]);
  });
});

describe('rows of robots × permissions', () => {
  test('keep their order, or stand by a column', () => {
    expect([...rowsOf(MATRIX, null)]).toEqual([0, 1, 2]);
    expect([...rowsOf(MATRIX, 0)]).toEqual([1, 0, 2]);
  });

  test('have the sign of each cell, and another word for the system', () => {
    const code = signAt(MATRIX, rowsOf(MATRIX, 0), columnsOf(MATRIX, ALL));
    expect(code(0, 3)).toBe(SYSTEM_SIGN);
    expect(CELL_SIGNS[code(0, 3)]?.word).toBe('in the system');
    expect(CELL_SIGNS[code(0, 0)]?.word).toBe('denied');
    expect(CELL_SIGNS[code(1, 0)]?.word).toBe('in named projects');
    expect(code(9, 9)).toBe(0);
  });
});

const levels = (...some: [level: (typeof PLACE_LEVELS)[number], count: number][]): number[] =>
  PLACE_LEVELS.map((level) => some.find(([one]) => one === level)?.[1] ?? 0);
const PROJECTS: ProjectMatrix = {
  keys: Uint32Array.of(10, 20),
  lineOf: Uint32Array.of(0, 1),
  columns: [
    { name: 'apps', counts: levels(['none', 1], ['pull', 1]) },
    { name: 'data', counts: levels(['none', 1], ['push', 1]) },
  ],
  elsewhere: Uint8Array.of(0, 0),
  starts: Uint32Array.of(0, 1, 2),
  named: Uint32Array.of(PLACE_LEVELS.indexOf('pull'), 16 + PLACE_LEVELS.indexOf('push')),
  harborOf: Uint32Array.of(0, 0),
  there: Uint8Array.of(1, 1),
  total: 2,
};

test('projects are found, ordered, and order the robots', () => {
  expect(projectsOf(PROJECTS, '', 'name').map(({ id }) => id)).toEqual(['apps', 'data']);
  expect(projectsOf(PROJECTS, '', 'count').map(({ id }) => id)).toEqual(['data', 'apps']);
  expect(projectsOf(PROJECTS, 'AP', 'name').map(({ count }) => count)).toEqual([1]);
  expect([...projectRows(PROJECTS, 1)]).toEqual([1, 0]);
  // Of two Harbors the second has apps, and none has data.
  const there = Uint8Array.of(0, 0, 1, 0);
  const found = projectsOf({ ...PROJECTS, there }, '', 'name', true);
  expect(found.map(({ id }) => id)).toEqual(['apps']);
});

describe('keys of a matrix', () => {
  const size = { rows: 50, columns: 20, page: 10 };
  test.each([
    ['ArrowUp', { row: 0, column: 3 }, false, { row: -1, column: 3 }],
    ['ArrowLeft', { row: 4, column: 0 }, false, { row: 4, column: -1 }],
    ['ArrowRight', { row: 4, column: 19 }, false, { row: 4, column: 19 }],
    ['Home', { row: 4, column: 9 }, false, { row: 4, column: -1 }],
    ['End', { row: 4, column: 9 }, true, { row: 49, column: 9 }],
    ['PageDown', { row: -1, column: 2 }, false, { row: 10, column: 2 }],
    ['PageUp', { row: 4, column: 2 }, false, { row: 0, column: 2 }],
    ['a', { row: 4, column: 2 }, false, null],
  ])('%s from %o', (key, from, hasControl, to) => {
    expect(gridPlaceAfter(key, from, size, hasControl)).toEqual(to);
  });

  test('never lead out of it, however small it is', () => {
    const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End');
    const small = fc.record({ rows: fc.nat(3), columns: fc.nat(3), page: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(keys), small, fc.boolean(), (pressed, of, hasControl) => {
        let place = { row: -1, column: -1 };
        for (const key of pressed) place = gridPlaceAfter(key, place, of, hasControl) ?? place;
        expect(place.row).toBeGreaterThanOrEqual(-1);
        expect(place.row).toBeLessThan(Math.max(of.rows, 0));
        expect(place.column).toBeLessThan(Math.max(of.columns, 0));
      }),
      { seed: 81 },
    );
  });
});

test('what is compared stands in the address, each once and not too many', () => {
  const refs = readSubjects('12,45,12,template:built-in:ci,x,-3,template:built-in:ci');
  expect(refs.map(subjectText)).toEqual(['12', '45', 'template:built-in:ci']);
  expect(readSubjects('1,2,3,4,5,6,7,8')).toHaveLength(6);
  expect(readSubjects('')).toEqual([]);
  const file = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const defined = `7,defined:${file}:0,defined:${file}:12`;
  expect(readSubjects(`${defined},defined:nowhere:1,defined:${file}:x`).map(subjectText)).toEqual(
    defined.split(','),
  );
  expect(readSubjects(defined).at(-1)).toEqual({ kind: 'defined', file, place: 12 });
});

test('a robot of a file stands beside the one that it defines, each with its own project', () => {
  const pull = [{ resource: 'repository', action: 'pull', effect: '' }];
  const inProject = (namespace: string) => [{ kind: 'project', namespace, access: pull }];
  const robot = {
    ...{ place: 3, line: 9, instance: 'prod', project: 'web', name: 'web+ci' },
    fileName: 'robots.yaml',
    permissions: inProject('web'),
  };
  const ofProject = definedSubject(robot, 'file');
  expect(ofProject).toMatchObject({
    own: 'web',
    about: 'robots.yaml · prod · web · line 9',
    robot: null,
  });
  const ofSystem = definedSubject({ ...robot, project: '', instance: '' }, 'file');
  expect(ofSystem).toMatchObject({ own: 'web', about: 'robots.yaml · system · line 9' });
  const other = { permissions: inProject('shop'), own: 'shop' };
  expect(compareSets([ofProject, other]).map(({ isSame }) => isSame)).toEqual([true]);
});

test('every choice of who can is a question', () => {
  const values = PAIR_CHOICES.flatMap(({ choices }) => choices.map(({ value }) => value));
  for (const value of values) expect(readChoice(value), value).not.toBeNull();
  expect(readChoice('nonsense')).toBeNull();
});

test('plans give and take at the places of each kind', () => {
  const pair = { kind: 'system', pair: 'robot:create' } as const;
  const push = { kind: 'project', pair: 'repository:push' } as const;
  expect(giving(push)).toMatchObject({ add: [{ kind: 'project', namespace: '' }], remove: [] });
  expect(taking(pair, push)).toMatchObject({
    add: [],
    remove: [
      { kind: 'system', namespace: '/', access: [{ resource: 'robot', action: 'create' }] },
      { kind: 'project', namespace: '' },
    ],
  });
});

describe('the catalogue', () => {
  test('is chosen by what a release stands for, newest first', () => {
    expect(RELEASES[0]).toEqual({ value: '2.12.1', label: 'Harbor 2.12.1 and newer' });
    expect(RELEASES[1]).toEqual({ value: '2.12.0', label: 'Harbor 2.12.0 to before 2.12.1' });
    expect(RELEASES.at(-1)?.value).toBe('2.2.0');
  });

  const rows = catalogueRows(mergeCatalogues(null, '2.15.2'));
  const none = { text: '', kind: '', danger: '' } as const;

  test('has 70 and 70 lines of the newest release', () => {
    expect(narrow(rows, { ...none, kind: 'system' })).toHaveLength(70);
    expect(narrow(rows, { ...none, kind: 'project' })).toHaveLength(70);
  });

  test('is searched in names, sentences and calls, and by danger', () => {
    const pairs = (text: string): string[] =>
      narrow(rows, { ...none, text }).map(({ pair }) => pair);
    expect(pairs('audit log')).toContain('audit-log:list');
    expect(pairs('DELETE /artifacts')).toContain('artifact:delete');
    const critical = narrow(rows, { ...none, danger: 'critical' });
    expect(critical.every(({ info }) => info?.danger === 'critical')).toBe(true);
    expect(critical.length).toBeGreaterThan(0);
  });

  test('keeps what a Harbor has besides, and what it lacks', () => {
    const told = { system: ['robot:list'], project: ['model:train', 'repository:pull'] };
    const odd = catalogueRows(mergeCatalogues(told, '2.15.2')).filter((row) => row.odd !== null);
    expect(odd.find(({ pair }) => pair === 'model:train')?.odd).toBe('added');
    expect(odd.find(({ pair }) => pair === 'repository:push')?.odd).toBe('removed');
  });

  const HELD = ['repository:push', 'scan:fly', 'helm-chart:read', 'robot:create'].map(
    (pair) => ({ kind: 'project', pair }) as const,
  );
  test.each([
    ['2.15.2', ['helm-chart:read stale', 'scan:fly unknown']],
    ['2.10.3', ['helm-chart:read stale', 'robot:create newer', 'scan:fly unknown']],
    ['2.9.4', ['helm-chart:read unlisted', 'robot:create unlisted', 'scan:fly unknown']],
  ])('lists what robots hold besides, as of %s', (version, words) => {
    const accepted = acceptedPairs(catalogueOf(version));
    const besides = heldRows(mergeCatalogues(null, version), HELD, version, accepted);
    expect(besides.map(({ pair, odd }) => `${pair} ${odd}`)).toEqual(words);
  });
});
