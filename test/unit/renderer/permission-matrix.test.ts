import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import { normalForm } from '../../../shared/permissions/sets.ts';
import {
  cellsOf,
  cellWords,
  lackingWords,
  matrixOf,
  search,
} from '../../../renderer/src/features/permissions-edit/matrix.ts';
import {
  nearest,
  placeAfter,
} from '../../../renderer/src/features/permissions-edit/matrix-keys.ts';
import {
  alsoRead,
  isGranted,
  isWithheld,
  NO_PAIRS,
  onlyPairs,
  onlyReads,
  pairsOf,
  withPairs,
} from '../../../renderer/src/features/permissions-edit/pair-sets.ts';
import {
  changed,
  draftOf,
  EMPTY_DRAFT,
  entriesOf,
  setPairs,
  setsOf,
  templateEntriesOf,
  uniform,
  withProjects,
  withTemplate,
} from '../../../renderer/src/features/permissions-edit/permission-draft.ts';

const access = (pair: string, effect = '') => {
  const [resource = '', action = ''] = pair.split(':');
  return { resource, action, effect };
};
const project = (namespace: string, ...pairs: string[]) => ({
  kind: 'project',
  namespace,
  access: pairs.map((pair) => access(pair)),
});

const anEntry = fc.record({
  kind: fc.constantFrom('system', 'project', 'registry'),
  namespace: fc.constantFrom('/', '*', 'team-a', 'team-b'),
  access: fc.array(
    fc.record({
      resource: fc.constantFrom('repository', 'robot', 'helm-chart'),
      action: fc.constantFrom('pull', 'push', 'read', '*'),
      effect: fc.constantFrom('', 'allow', 'deny', 'odd'),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

describe('permissions while they are edited', () => {
  it('are what they were when nothing was changed', () => {
    fc.assert(
      fc.property(fc.array(anEntry, { maxLength: 6 }), (entries) => {
        expect(entriesOf(draftOf(entries))).toEqual(normalForm(entries));
      }),
      { seed: 4 },
    );
  });

  it('keep the named projects when all projects are covered', () => {
    const draft = draftOf([project('team-a', 'repository:push'), project('team-b')]);
    const after = setPairs(draft, { kind: 'everywhere' }, ['repository:pull'], true);
    expect(after.projects).toEqual(draft.projects);
    expect(entriesOf(after)).toEqual([
      project('*', 'repository:pull'),
      project('team-a', 'repository:push'),
    ]);
  });

  it('change the projects that were aimed at and no others', () => {
    const draft = withProjects(EMPTY_DRAFT, ['a', 'b', 'c']);
    const some = setPairs(draft, { kind: 'projects', names: ['a', 'c'] }, ['tag:list'], true);
    expect(setsOf(some, { kind: 'projects', names: ['b'] })).toEqual([NO_PAIRS]);
    expect(uniform(some)).toBeNull();
    const all = setPairs(some, { kind: 'projects', names: 'all' }, ['tag:list'], true);
    expect(uniform(all)?.has('tag:list')).toBe(true);
    // Those that are chosen later begin with the same.
    expect(withProjects(all, ['a', 'd']).projects.get('d')?.has('tag:list')).toBe(true);
  });

  it('give new projects nothing of their own where the others differ', () => {
    const draft = setPairs(
      withProjects(EMPTY_DRAFT, ['a', 'b']),
      { kind: 'projects', names: ['a'] },
      ['tag:list'],
      true,
    );
    expect(withProjects(draft, ['a', 'b', 'c']).projects.get('c')).toEqual(NO_PAIRS);
  });

  it('take a template over without losing the names of projects', () => {
    const draft = withProjects(EMPTY_DRAFT, ['a', 'b']);
    const after = withTemplate(draft, [project('', 'repository:pull'), project('*', 'tag:list')]);
    expect(entriesOf(after)).toEqual([
      project('*', 'tag:list'),
      project('a', 'repository:pull'),
      project('b', 'repository:pull'),
    ]);
    expect(templateEntriesOf(after)).toEqual([
      project('', 'repository:pull'),
      project('*', 'tag:list'),
    ]);
  });

  it('keep a denial until it is ticked, and an allow as it is', () => {
    const draft = draftOf([
      {
        kind: 'project',
        namespace: 'a',
        access: [access('tag:list', 'deny'), access('tag:create', 'allow')],
      },
    ]);
    const [set = NO_PAIRS] = setsOf(draft, { kind: 'projects', names: 'all' });
    expect(isWithheld(set, 'tag:list')).toBe(true);
    expect(isGranted(set, 'tag:create')).toBe(true);
    const ticked = withPairs(set, ['tag:list', 'tag:create'], true);
    expect([...ticked]).toEqual([
      ['tag:create', ['allow']],
      ['tag:list', ['']],
    ]);
  });

  it('say what reading belongs to what is granted', () => {
    const set = withPairs(NO_PAIRS, ['artifact:delete', 'repository:push'], true);
    const known = [
      'artifact:read',
      'artifact:list',
      'artifact:create',
      'repository:pull',
      'tag:list',
    ];
    expect(alsoRead(set, known)).toEqual(['artifact:read', 'artifact:list', 'repository:pull']);
  });

  it('become read only: every reading pair, and none that changes anything', () => {
    const known = catalogueOf('2.15.2')?.project ?? [];
    const set = pairsOf([access('repository:pull', 'allow'), access('repository:push')]);
    const after = onlyPairs(set, known.filter(onlyReads));
    expect([...after.keys()].filter((pair) => !/:(?:read|list|pull)$/.test(pair))).toEqual([]);
    expect(after.size).toBe(known.filter((pair) => /:(?:read|list|pull)$/.test(pair)).length);
    expect(after.get('repository:pull')).toEqual(['allow']);
  });

  it('stay quick with 5 000 projects', () => {
    const names = Array.from({ length: 5_000 }, (_, index) => `team-${String(index)}`);
    const draft = withProjects(EMPTY_DRAFT, names);
    const after = changed(draft, { kind: 'projects', names: 'all' }, (set) =>
      withPairs(set, ['tag:list'], true),
    );
    expect(entriesOf(after)).toHaveLength(5_000);
  });
});

const named = (name: string, version: string) => ({ name, accepted: catalogueOf(version) });

describe('the matrix', () => {
  it('has every pair of the catalogue and nothing else', () => {
    const newest = catalogueOf('2.15.2');
    const matrix = matrixOf('project', [named('prod', '2.15.2')], [NO_PAIRS]);
    expect(cellsOf(matrix.rows)).toHaveLength(newest?.project.length ?? 0);
    expect(matrix.actions.slice(0, 3)).toEqual(['pull', 'push', 'read']);
  });

  it('names the instance that lacks a permission', () => {
    const matrix = matrixOf(
      'project',
      [named('prod', '2.15.2'), named('eu', '2.11.0')],
      [NO_PAIRS],
    );
    const robots = cellsOf(matrix.rows).find(({ pair }) => pair === 'robot:create');
    expect(robots?.lacking).toEqual(['eu']);
    expect(robots?.isStale).toBe(false);
    expect(robots && cellWords(robots)).toContain('Not accepted by eu');
    expect(lackingWords({ lacking: ['a', 'b', 'c'], isStale: false })).toBe(
      'Not accepted by a, b and c',
    );
  });

  it('shows what is held although no Harbor accepts it any more', () => {
    const set = withPairs(NO_PAIRS, ['helm-chart:read', '*:*'], true);
    const matrix = matrixOf('project', [named('prod', '2.15.2')], [set]);
    const stale = cellsOf(matrix.rows).filter(({ isStale }) => isStale);
    expect(stale.map(({ pair }) => pair).sort()).toEqual(['*:*', 'helm-chart:read']);
    expect(stale.every(({ state }) => state === 'all')).toBe(true);
    expect(stale.find(({ pair }) => pair === '*:*')?.danger?.level).toBe('critical');
  });

  it('says where permissions are held in some of the projects only, or denied', () => {
    const one = withPairs(NO_PAIRS, ['tag:list', 'tag:create'], true);
    const two = new Map([
      ...withPairs(NO_PAIRS, ['tag:list'], true),
      ['tag:delete', ['deny']] as const,
    ]);
    const cells = cellsOf(matrixOf('project', [named('prod', '2.15.2')], [one, two]).rows);
    const stateOf = (pair: string) => cells.find((cell) => cell.pair === pair)?.state;
    expect(stateOf('tag:list')).toBe('all');
    expect(stateOf('tag:create')).toBe('some');
    expect(stateOf('tag:delete')).toBe('withheld');
    expect(stateOf('label:read')).toBe('none');
  });

  it('tells what no release names from what a Harbor no longer accepts', () => {
    const set = pairsOf([access('repository:psuh'), access('helm-chart:read')]);
    const cell = (version: string, pair: string) =>
      cellsOf(matrixOf('project', [named('prod', version)], [set]).rows).find(
        (one) => one.pair === pair,
      );
    expect(cell('2.15.2', 'repository:psuh')).toMatchObject({ isUnknown: true, isStale: true });
    expect(cell('2.15.2', 'helm-chart:read')).toMatchObject({ isUnknown: false, isStale: true });
    expect(cell('2.8.4', 'repository:psuh')).toMatchObject({ isUnknown: true, isStale: false });
    expect(cell('2.8.4', 'helm-chart:read')).toMatchObject({ isUnknown: false, isStale: false });
  });

  it('offers the newest list to a Harbor that accepts anything', () => {
    const free = matrixOf('system', [named('lab', '2.8.4')], [NO_PAIRS]);
    expect(cellsOf(free.rows).every(({ lacking }) => lacking.length === 0)).toBe(true);
    expect(cellsOf(free.rows)).toHaveLength(catalogueOf('2.15.2')?.system.length ?? 0);
  });

  it('is searched by what permissions are called and what they can do', () => {
    const { rows } = matrixOf('project', [named('prod', '2.15.2')], [NO_PAIRS]);
    expect(search(rows, 'tag ret', false).map(({ resource }) => resource)).toEqual([
      'tag-retention',
    ]);
    expect(search(rows, 'repository:pu', false)).toHaveLength(1);
    expect(search(rows, 'project public', false).map(({ resource }) => resource)).toEqual([
      'metadata',
    ]);
    expect(search(rows, '', true)).toEqual([]);
  });

  it('is walked with the arrows from cell to cell, over the gaps', () => {
    const cell = matrixOf('project', [named('prod', '2.15.2')], [NO_PAIRS]).rows[0]?.cells.find(
      (one) => one !== null,
    );
    const there = cell ?? null;
    const rows = [
      { resource: 'a', cells: [there, null, there] },
      { resource: 'b', cells: [null, there, null] },
    ];
    const from = { row: 0, column: 0 };
    expect(placeAfter('ArrowRight', rows, from, false)).toEqual({ row: 0, column: 2 });
    expect(placeAfter('ArrowLeft', rows, from, false)).toEqual({ row: 0, column: -1 });
    expect(placeAfter('ArrowUp', rows, from, false)).toEqual({ row: -1, column: 0 });
    expect(placeAfter('ArrowDown', rows, from, false)).toBeNull();
    expect(placeAfter('End', rows, from, false)).toEqual({ row: 0, column: 2 });
    expect(placeAfter('End', rows, { row: -1, column: 1 }, true)).toEqual({ row: 1, column: 1 });
    expect(placeAfter('Home', rows, { row: 1, column: 1 }, false)).toEqual({ row: 1, column: -1 });
    expect(placeAfter('x', rows, from, false)).toBeNull();
    expect(nearest(rows, { row: 5, column: 2 })).toEqual({ row: 1, column: -1 });
  });
});
