import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { cellOf, CELLS, PLACE_LEVELS, placeLevel } from '../../../shared/permissions/cells.ts';
import { compileSet } from '../../../shared/permissions/compiled.ts';
import { levelCodeAt } from '../../../shared/permissions/project-codes.ts';
import type { Store } from '../../../shared/inventory/store.ts';
import { formatQuery, quoteValue } from '../../../shared/robots/query/format.ts';
import {
  howValue,
  reachValue,
  UPGRADE_EFFECTS,
  upgradeValue,
} from '../../../shared/robots/query/rights.ts';
import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import type { PermissionEntry, Robot } from '../../../shared/robots/robot.ts';
import { aRobot, aStore, at, entry, EU, namesOf, PROD, readAll } from './fleet.ts';
import type { PlainRobot } from './naive.ts';
import { fleets, settle } from './random-fleet.ts';
import { queries } from './random-queries.ts';

const SEED = { seed: 20_261_129 };
const byName = { column: 'name', descending: false } as const;

vi.setConfig({ testTimeout: 120_000 });

const plainOf = (store: Store, plain: readonly PlainRobot[], key: number): PlainRobot => {
  const [row] = store.rows([key], at);
  const found = plain.find((one) => one.instanceId === row?.instanceId && one.robot.id === row.id);
  if (found === undefined) throw new Error('a row of no robot');
  return found;
};

const acceptedBy = (version: string) => {
  const known = catalogueOf(version);
  return {
    system: known && new Set(known.system),
    project: known && new Set(known.project),
  };
};

it('has the cell of every robot, and counts what may: finds', () => {
  const store = aStore();
  fc.assert(
    fc.property(fleets, queries, fc.constantFrom([], [PROD], [EU]), (fleet, query, scope) => {
      const plain = settle(store, fleet);
      const line = formatQuery(query);
      const matrix = store.permissionMatrix({ query: line, scope: [...scope], sort: byName }, at);
      const count = (more: string): number =>
        store.query({ query: `${line} ${more}`.trim(), scope: [...scope], sort: byName }, at).keys
          .length;
      expect(matrix.keys).toHaveLength(count(''));
      for (const [row, key] of matrix.keys.entries()) {
        const { robot, harborVersion: version, projectCreation } = plainOf(store, plain, key);
        const context = { version, accepted: acceptedBy(version), projectCreation };
        matrix.columns.forEach(({ kind, pair }, column) => {
          const code = matrix.cells[(matrix.lineOf[row] ?? 0) * matrix.columns.length + column];
          const cell = cellOf(compileSet(robot.permissions), robot, kind, pair, context);
          if (CELLS[code ?? 0] !== cell) expect([pair, CELLS[code ?? 0]]).toEqual([pair, cell]);
        });
      }
      for (const { kind, pair, counts } of matrix.columns) {
        const inForce = counts.reduce(
          (sum, some, code) => (['none', 'denied'].includes(CELLS[code] ?? '') ? sum : sum + some),
          0,
        );
        if (inForce === 0 && pair !== 'repository:pull') continue;
        expect(count(`may:${pair}@${kind === 'system' ? '/' : '?'}`), pair).toBe(inForce);
      }
    }),
    { ...SEED, numRuns: 15 },
  );
});

it('says of every robot and project how far it reaches', () => {
  const store = aStore();
  fc.assert(
    fc.property(fleets, fc.constantFrom([], [PROD], [EU]), (fleet, scope) => {
      const plain = settle(store, fleet);
      const matrix = store.projectMatrix({ query: '', scope: [...scope], sort: byName }, at);
      const counts = matrix.columns.map(() => PLACE_LEVELS.map(() => 0));
      const known = new Map(
        store.projectNames([...scope]).map(({ name, instanceIds }) => [name, instanceIds]),
      );
      for (const [row, key] of matrix.keys.entries()) {
        const { robot, harborVersion, instanceId } = plainOf(store, plain, key);
        const set = compileSet(robot.permissions);
        matrix.columns.forEach(({ name }, column) => {
          const code = levelCodeAt(matrix, row, column);
          const isThere = known.get(name)?.includes(instanceId) ?? false;
          const isNamed = set.projects.has(name);
          const level = placeLevel(set, robot, name, harborVersion);
          const expected = isThere
            ? PLACE_LEVELS.indexOf(level)
            : PLACE_LEVELS.length + (isNamed ? 1 : 0);
          expect(code, `${robot.name} in ${name}`).toBe(expected);
          // One that names a project counts there, also where its Harbor does not have it.
          const at = counts[column];
          const counted = isThere || isNamed ? PLACE_LEVELS.indexOf(level) : -1;
          if (at?.[counted] !== undefined) at[counted] += 1;
        });
      }
      matrix.columns.forEach(({ name, counts: told }, column) =>
        expect(told, name).toEqual(counts[column]),
      );
    }),
    { ...SEED, numRuns: 25 },
  );
});

it('answers who can with a reason each, and the query that finds the same', () => {
  const store = aStore();
  const kinds = fc.constantFrom('system' as const, 'project' as const);
  const pairs = fc.constantFrom('repository:pull', 'repository:push', 'robot:create', 'x:y');
  const projects = fc.constantFrom(null, 'library', 'team-a', 'nowhere');
  fc.assert(
    fc.property(fleets, kinds, pairs, projects, (fleet, kind, pair, project) => {
      settle(store, fleet);
      const question = { kind, pair, project, query: '-state:disabled', scope: [] };
      const { keys, reasonOf, reasons, query } = store.whoCan(question, at);
      expect(store.query({ query, scope: [], sort: byName }, at).keys).toEqual(keys);
      for (const reason of reasonOf) {
        expect(reasons[reason]?.because).toMatch(/^It .*\.$/);
      }
    }),
    { ...SEED, numRuns: 40 },
  );
});

it('counts what the query line finds, sign by sign', () => {
  const store = aStore();
  fc.assert(
    fc.property(fleets, (fleet) => {
      const plain = settle(store, fleet);
      const everybody = { query: '', scope: [], sort: byName };
      const found = (query: string): Uint32Array =>
        store.query({ query, scope: [], sort: byName }, at).keys;
      for (const { kind, pair, counts } of store.permissionMatrix(
        { query: '', scope: [], sort: byName },
        at,
      ).columns) {
        const heldAnyhow = counts.some((count, code) => count > 0 && CELLS[code] !== 'none');
        if (!heldAnyhow) continue;
        counts.forEach((count, code) => {
          const value = howValue({ cell: CELLS[code] ?? 'none', kind, pair });
          expect(found(`how:${quoteValue(value)}`), value).toHaveLength(count);
        });
      }
      for (const { name: project, counts } of store.projectMatrix(everybody, at).columns) {
        counts.forEach((count, code) => {
          const value = reachValue({ level: PLACE_LEVELS[code] ?? 'none', project });
          expect(found(`reach:${quoteValue(value)}`), value).toHaveLength(count);
        });
      }
      for (const instanceId of new Set(plain.map((one) => one.instanceId))) {
        const asked = { instanceId, version: '2.15.2' };
        const check = store.upgradeCheck(asked, at);
        const by = (term: string): Uint32Array =>
          store.query(
            { query: `upgrade:${quoteValue(term)}`, scope: [instanceId], sort: byName },
            at,
          ).keys;
        for (const effect of UPGRADE_EFFECTS) {
          expect(by(`${effect}@2.15.2`)).toEqual(check[`${effect}Keys`]);
          for (const { robots, ...pair } of check[effect]) {
            const value = upgradeValue({ effect, version: '2.15.2', pair });
            expect(by(value), value).toHaveLength(robots);
          }
        }
      }
    }),
    { ...SEED, numRuns: 15 },
  );
});

it('says what robots are called, and how much of it stands before the short name', () => {
  const store = aStore();
  const own = aRobot(2, {
    name: 'robot$team-a+ci',
    level: 'project',
    projectId: 7,
    projectName: 'team-a',
  });
  readAll(store, PROD, [aRobot(1, { name: 'robot$deploy' }), own], { projectsRead: [7] });
  const { keys } = store.query({ query: '', scope: [], sort: byName }, at);
  const named = store.robotNames([...keys, 999]);
  expect(named.map(({ name, lead }) => [name.slice(0, lead), name.slice(lead)]).sort()).toEqual([
    ['robot$', 'deploy'],
    ['robot$team-a+', 'ci'],
  ]);
  expect(named.map(({ key }) => key).sort()).toEqual([...keys].sort());
});

it('knows no project called like a place', () => {
  const store = aStore();
  const everywhere = entry('project', '*', 'repository:push');
  readAll(store, PROD, [
    aRobot(1, { permissions: [everywhere, entry('system', '/', 'robot:create')] }),
  ]);
  const asked = { kind: 'project' as const, pair: 'repository:push', query: '', scope: [] };
  for (const project of ['/', '?', '*']) {
    expect(store.whoCan({ ...asked, project }, at).keys).toHaveLength(0);
  }
  expect(store.whoCan({ ...asked, project: null }, at).keys).toHaveLength(1);
});

it('knows what a catalogue, a rename of a project and a new set change', () => {
  const store = aStore();
  const push = aRobot(1, { permissions: [entry('project', 'team-a', 'repository:push')] });
  const own = aRobot(2, {
    name: 'robot$team-a+ci',
    level: 'project',
    projectId: 7,
    projectName: 'team-a',
    permissions: [entry('project', 'team-a', 'repository:push')],
  });
  readAll(store, PROD, [push, own], { projectsRead: [7] });
  expect(namesOf(store, 'may:repository:pull@team-a')).toEqual(['robot$team-a+ci']);
  expect(namesOf(store, 'may:repository:push@team-a')).toHaveLength(2);
  expect(namesOf(store, 'may:repository:push@team-b')).toEqual([]);
  expect(namesOf(store, 'may:repository:push@*')).toEqual([]);

  const cellsOf = (pair: string): number[] => {
    const matrix = store.permissionMatrix({ query: '', scope: [], sort: byName }, at);
    return matrix.columns.find((column) => column.pair === pair)?.counts ?? [];
  };
  const at_ = (cell: (typeof CELLS)[number]): number => CELLS.indexOf(cell);
  expect(cellsOf('repository:push')[at_('named')]).toBe(2);
  const less = { system: ['robot:list'], project: ['repository:pull'] };
  readAll(store, PROD, [push, own], { projectsRead: [7], catalogue: less });
  expect(cellsOf('repository:push')[at_('unaccepted')]).toBe(2);

  const typo = { ...push, permissions: [entry('project', 'library', 'repository:psuh')] };
  readAll(store, PROD, [typo], { projectsRead: [7], catalogue: less });
  expect(cellsOf('repository:psuh')[at_('unknown')]).toBe(1);
  expect(namesOf(store, '-how:none@project/repository:psuh')).toEqual(['robot$r1']);

  const everywhere = { ...push, permissions: [entry('project', '*', 'repository:push')] };
  readAll(store, PROD, [everywhere, own], { projectsRead: [7], catalogue: less });
  expect(namesOf(store, 'may:repository:push@*')).toEqual(['robot$r1']);
  expect(namesOf(store, 'may:repository:push@team-b')).toEqual([]);
});

it('gives robots one line of cells where projects are called otherwise and nothing else is', () => {
  const store = aStore();
  const ofProject = (id: number, project: string, ...permissions: PermissionEntry[]): Robot =>
    aRobot(id, {
      name: `robot$${project}+${id}`,
      level: 'project',
      projectId: id,
      projectName: project,
      permissions,
    });
  const push = (project: string): PermissionEntry => entry('project', project, 'repository:push');
  const denied = (project: string): PermissionEntry =>
    entry('project', project, 'repository:push:deny');
  const robots = {
    ofA: ofProject(1, 'team-a', push('team-a')),
    ofQuoted: ofProject(2, 'team "b\\', push('team "b\\')),
    elsewhere: ofProject(3, 'team-c', push('team-a')),
    everywhere: ofProject(4, 'team-d', push('*')),
    systemNamed: aRobot(5, { permissions: [push('team-a')] }),
    systemDenied: aRobot(6, { permissions: [push('team-a'), denied('*')] }),
    systemDeniedElsewhere: aRobot(7, { permissions: [push('team-b'), denied('team-a')] }),
    systemOther: aRobot(8, { permissions: [denied('team-c'), push('team-d')] }),
  };
  readAll(store, PROD, Object.values(robots));
  const { keys, lineOf, cells, columns } = store.permissionMatrix(
    { query: '', scope: [], sort: byName },
    at,
  );
  const column = columns.findIndex(({ pair }) => pair === 'repository:push');
  const row = (name: keyof typeof robots): number =>
    [...keys].findIndex((key) => store.rows([key], at)[0]?.id === robots[name].id);
  const line = (name: keyof typeof robots): number => lineOf[row(name)] ?? -1;
  const cell = (name: keyof typeof robots) =>
    CELLS[cells[line(name) * columns.length + column] ?? 0];

  expect(line('ofA')).toBe(line('ofQuoted'));
  expect(line('systemDeniedElsewhere')).toBe(line('systemOther'));
  expect([cell('ofA'), cell('elsewhere'), cell('everywhere')]).toEqual(['named', 'none', 'none']);
  expect([cell('systemNamed'), cell('systemDenied')]).toEqual(['named', 'denied']);
  expect(cell('systemOther')).toBe('named');
});
