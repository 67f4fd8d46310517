import type { Database } from 'better-sqlite3';
import { cellsOf, placeLevels, type Cell, type PlaceLevels } from '../../permissions/cells.ts';
import { compileSet, type CompiledSet } from '../../permissions/compiled.ts';
import type { Subject } from '../../permissions/judge.ts';
import type { ProjectCreation } from '../../permissions/project-creation.ts';
import type { PairKind } from '../../permissions/pairs.ts';
import { acceptedPairs, type AcceptedPairs } from '../../permissions/standing.ts';
import { parseAccepted } from '../catalogues.ts';
import type { Condition } from '../query/conditions.ts';
import type { CachedInstance } from '../instances.ts';
import { readEntries } from '../read-json.ts';
import { LEVEL } from '../robot-record.ts';
import { shapeOf } from '../set-shape.ts';

/** A Harbor as far as rights depend on it. */
export interface RightHarbor {
  readonly num: number;
  readonly id: string;
  /** '' before the first whole reading. */
  readonly version: string;
  readonly accepted: AcceptedPairs;
  /** Who may make projects there; null where that was not read. */
  readonly projectCreation: ProjectCreation | null;
}

/** Of an instance, what its rights are computed by. */
export type HarborKey = Pick<
  CachedInstance,
  'num' | 'id' | 'harborVersion' | 'catalogue' | 'projectCreation'
>;

/** Cells that say something, by pair. */
export type LineCells = Readonly<Record<PairKind, ReadonlyMap<string, Cell>>>;

/**
 * The rights of all robots that have one permission set, level and project at one Harbor: computed
 * once, however many robots these are, and remembered.
 */
export interface RightLine {
  readonly set: CompiledSet;
  readonly subject: Subject;
  readonly harbor: RightHarbor;
  /** The very same object for all lines that only differ in what their projects are called. */
  readonly cells: () => LineCells;
  /** How far it reaches in projects. */
  readonly levels: () => PlaceLevels;
}

/** Robots with the line that each of them has. */
export interface Lined {
  readonly lines: readonly RightLine[];
  /** Place in `lines`, by key of the robot. */
  readonly lineOf: ReadonlyMap<number, number>;
  /** How many robots have each line. */
  readonly robots: readonly number[];
}

/** So many sets and lines are remembered. */
const MOST_REMEMBERED = 50_000;

type Scanned = readonly [key: number, set: number, project: number, marks: number];

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Reads permission sets once each and answers what robots may do by them. */
export function createRightLines(db: Database) {
  const entriesOf = db
    .prepare<[number], string>('SELECT entries FROM permission_set WHERE num = ?')
    .pluck();
  const projectNames = db.prepare<[], [number, string]>('SELECT num, name FROM project').raw();
  const sets = new Map<number, CompiledSet>();
  const harbors = new Map<number, RightHarbor & { readonly catalogue: string | null }>();
  const lines = new Map<string, RightLine>();
  const shapes = new Map<string, { readonly harbor: RightHarbor; readonly cells: LineCells }>();

  /** A set of this number never changes, so that it is read once. */
  const compiled = (num: number, entries?: string): CompiledSet => {
    const known = sets.get(num);
    if (known !== undefined) return known;
    const set = compileSet(readEntries(entries ?? entriesOf.get(num) ?? '[]'));
    if (sets.size >= MOST_REMEMBERED) sets.clear();
    sets.set(num, set);
    return set;
  };

  /** The same object as long as what it says is the same. */
  const harborOf = ({
    num,
    id,
    harborVersion,
    catalogue,
    projectCreation,
  }: HarborKey): RightHarbor => {
    const known = harbors.get(num);
    const version = harborVersion ?? '';
    const isSame =
      known?.id === id &&
      known.version === version &&
      known.catalogue === catalogue &&
      known.projectCreation === projectCreation;
    if (isSame) return known;
    const accepted = acceptedPairs(parseAccepted(catalogue));
    const harbor = { num, id, version, accepted, projectCreation, catalogue };
    harbors.set(num, harbor);
    return harbor;
  };

  /** Computed once for all sets of a shape. */
  const cellsLike = (entries: string, line: Omit<RightLine, 'cells'>): LineCells => {
    const { subject, harbor } = line;
    const key = `${harbor.num} ${subject.level} ${shapeOf(entries, subject.projectName)}`;
    const known = shapes.get(key);
    if (known?.harbor === harbor) return known.cells;
    const cells = {
      system: cellsOf(line.set, subject, 'system', harbor),
      project: cellsOf(line.set, subject, 'project', harbor),
    };
    if (shapes.size >= MOST_REMEMBERED) shapes.clear();
    shapes.set(key, { harbor, cells });
    return cells;
  };

  const makeLine = (num: number, entries: string, subject: Subject, harbor: RightHarbor) => {
    const line: RightLine = {
      // Most lines are never asked for it, as others of the same shape were.
      get set() {
        return compiled(num, entries);
      },
      subject,
      harbor,
      levels: once(() => placeLevels(line.set, subject, harbor.version)),
      cells: once(() => cellsLike(entries, line)),
    };
    return line;
  };

  const lineOf = (
    set: number,
    projectName: string,
    level: number,
    harbor: RightHarbor,
    entries?: string,
  ): RightLine => {
    const key = `${set} ${harbor.num} ${level} ${projectName}`;
    const known = lines.get(key);
    if (known?.harbor === harbor) return known;
    const subject: Subject =
      level === LEVEL.system
        ? { level: 'system', projectName: '' }
        : { level: 'project', projectName };
    const line = makeLine(set, entries ?? entriesOf.get(set) ?? '[]', subject, harbor);
    if (lines.size >= MOST_REMEMBERED) lines.clear();
    lines.set(key, line);
    return line;
  };

  return {
    compiled,
    harborOf,
    /** One line; `entries` are those of the set where they were read already. */
    line: lineOf,
    /** The lines of all robots that fit. */
    of({ sql, values }: Condition, instances: readonly CachedInstance[]): Lined {
      const scanned = db
        .prepare<unknown[], Scanned>(
          `SELECT r.key, r.permission_set, r.project, (r.instance << 1) | r.level
           FROM robot r WHERE ${sql}`,
        )
        .raw()
        .all(...values);
      const names = new Map(projectNames.all());
      const byNum = new Map(instances.map((one) => [one.num, harborOf(one)]));
      const found: RightLine[] = [];
      const robots: number[] = [];
      const places = new Map<string, number>();
      const lineOfKey = new Map<number, number>();
      for (const [key, set, project, marks] of scanned) {
        const level = marks & 1;
        const harbor = byNum.get(marks >> 1);
        if (harbor === undefined) continue;
        const of = `${set} ${marks} ${level === LEVEL.system ? 0 : project}`;
        let place = places.get(of);
        if (place === undefined) {
          place = found.push(lineOf(set, names.get(project) ?? '', level, harbor)) - 1;
          places.set(of, place);
        }
        robots[place] = (robots[place] ?? 0) + 1;
        lineOfKey.set(key, place);
      }
      return { lines: found, lineOf: lineOfKey, robots };
    },
  };
}

export type RightLines = ReturnType<typeof createRightLines>;
