import type { Database } from 'better-sqlite3';
import type { ProjectColumn, ProjectMatrix } from '../../contract/permissions.ts';
import type { RobotQuery } from '../../contract/robots.ts';
import { PLACE_LEVELS, type PlaceLevel } from '../../permissions/cells.ts';
import { LEVELS_PER_COLUMN } from '../../permissions/project-codes.ts';
import { filterCondition, readQuery } from '../query/filter.ts';
import type { Instances } from '../instances.ts';
import type { Now } from '../shapes.ts';
import type { createQueries } from '../query/query.ts';
import type { Lined, RightLine, RightLines } from './right-lines.ts';

type Asks = ReturnType<typeof createQueries>;
type Project = readonly [instance: number, name: string];

const codeOf = (level: PlaceLevel): number => PLACE_LEVELS.indexOf(level);
const noCounts = (): number[] => PLACE_LEVELS.map(() => 0);

function add(counts: number[], level: number, robots: number): void {
  counts[level] = (counts[level] ?? 0) + robots;
}

/** What lines say of projects that they name, in one list for all. */
function namedIn(
  lines: readonly RightLine[],
  placeOf: ReadonlyMap<string, number>,
): { starts: Uint32Array; named: Uint32Array } {
  const starts = new Uint32Array(lines.length + 1);
  const named: number[] = [];
  lines.forEach((line, index) => {
    const own = [...line.levels().named].flatMap(([name, level]) => {
      const place = placeOf.get(name);
      return place === undefined ? [] : [place * LEVELS_PER_COLUMN + codeOf(level)];
    });
    named.push(...own.sort((left, right) => left - right));
    starts[index + 1] = named.length;
  });
  return { starts, named: Uint32Array.from(named) };
}

/**
 * Robots by level, for each column: those of every Harbor that has the project count with what they
 * reach elsewhere, and those that name it with what they reach there.
 */
function countIn(
  columns: readonly ProjectColumn[],
  { lines, robots }: Lined,
  placeOf: ReadonlyMap<string, number>,
  isThere: (instance: number, column: number) => boolean,
): void {
  const elsewhere = new Map<number, number[]>();
  lines.forEach((line, index) => {
    const { num } = line.harbor;
    const counts = elsewhere.get(num) ?? noCounts();
    elsewhere.set(num, counts);
    add(counts, codeOf(line.levels().elsewhere), robots[index] ?? 0);
  });
  columns.forEach(({ counts }, column) => {
    for (const [instance, theirs] of elsewhere) {
      if (isThere(instance, column)) theirs.forEach((some, level) => add(counts, level, some));
    }
  });
  lines.forEach((line, index) => {
    const { named, elsewhere: usual } = line.levels();
    for (const [name, level] of named) {
      const column = placeOf.get(name);
      const counts = columns[column ?? -1]?.counts;
      if (column === undefined || counts === undefined) continue;
      const some = robots[index] ?? 0;
      if (isThere(line.harbor.num, column)) add(counts, codeOf(usual), -some);
      add(counts, codeOf(level), some);
    }
  });
}

/** Robots × projects of all robots that fit: how far each reaches where. */
export function createProjectMatrix(
  db: Database,
  instances: Instances,
  lines: RightLines,
  queries: Asks,
) {
  const listed = db
    .prepare<[], Project>('SELECT instance, name FROM project WHERE id > 0 AND listed = 1')
    .raw();
  return (question: RobotQuery, thresholds: Now): ProjectMatrix => {
    const all = instances.all();
    const { query, scope } = question;
    const { keys, total } = queries(question, thresholds);
    const fleet = { thresholds, instances: all };
    const found = lines.of(filterCondition(readQuery(query), scope, fleet, 'rows'), all);

    const shown = all.filter(({ id }) => scope.length === 0 || scope.includes(id));
    const placeOfInstance = new Map(shown.map(({ num }, place) => [num, place]));
    const projects = listed.all().filter(([instance]) => placeOfInstance.has(instance));
    const names = new Set(projects.map(([, name]) => name));
    for (const line of found.lines) for (const name of line.set.projects.keys()) names.add(name);
    const columns = [...names].sort().map((name): ProjectColumn => ({ name, counts: noCounts() }));
    const placeOf = new Map(columns.map(({ name }, place) => [name, place]));

    const there = new Uint8Array(shown.length * columns.length);
    const at = (instance: number, column: number): number =>
      (placeOfInstance.get(instance) ?? 0) * columns.length + column;
    for (const [instance, name] of projects) there[at(instance, placeOf.get(name) ?? 0)] = 1;
    countIn(columns, found, placeOf, (instance, column) => there[at(instance, column)] === 1);

    return {
      keys,
      lineOf: Uint32Array.from(keys, (key) => found.lineOf.get(key) ?? 0),
      columns,
      elsewhere: Uint8Array.from(found.lines, (line) => codeOf(line.levels().elsewhere)),
      ...namedIn(found.lines, placeOf),
      harborOf: Uint32Array.from(found.lines, ({ harbor }) => placeOfInstance.get(harbor.num) ?? 0),
      there,
      total,
    };
  };
}
