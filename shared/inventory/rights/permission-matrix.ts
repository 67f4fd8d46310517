import type {
  HarborCatalogue,
  PermissionColumn,
  PermissionMatrix,
} from '../../contract/permissions.ts';
import type { RobotQuery } from '../../contract/robots.ts';
import { CELLS } from '../../permissions/cells.ts';
import type { CompiledPlace } from '../../permissions/compiled.ts';
import { COLUMNS, pairInfo, type PairKind } from '../../permissions/pairs.ts';
import { filterCondition, readQuery } from '../query/filter.ts';
import type { CachedInstance, Instances } from '../instances.ts';
import type { Now } from '../shapes.ts';
import type { createQueries } from '../query/query.ts';
import type { LineCells, Lined, RightHarbor, RightLine, RightLines } from './right-lines.ts';

type Asks = ReturnType<typeof createQueries>;

const KINDS: readonly PairKind[] = ['system', 'project'];

/** Lines that say the same of every permission, as one. */
interface Merged {
  /** One for each. */
  readonly lines: readonly RightLine[];
  readonly robots: readonly number[];
  /** Place in `lines`, by the place that a line had before. */
  readonly placeOf: readonly number[];
}

function merge(found: Lined): Merged {
  const places = new Map<LineCells, number>();
  const lines: RightLine[] = [];
  const robots: number[] = [];
  const placeOf = found.lines.map((line, before) => {
    const cells = line.cells();
    const place = places.get(cells) ?? lines.push(line) - 1;
    places.set(cells, place);
    robots[place] = (robots[place] ?? 0) + (found.robots[before] ?? 0);
    return place;
  });
  return { lines, robots, placeOf };
}

/** The cells of each line by column, each a place in CELLS. */
function cellsIn(lines: readonly RightLine[], columns: readonly PermissionColumn[]): Uint8Array {
  const cells = new Uint8Array(lines.length * columns.length);
  const places = {
    system: new Map<string, number>(),
    project: new Map<string, number>(),
  };
  columns.forEach(({ kind, pair }, place) => places[kind].set(pair, place));
  lines.forEach((line, index) => {
    for (const kind of KINDS) {
      for (const [pair, cell] of line.cells()[kind]) {
        const place = places[kind].get(pair);
        if (place !== undefined) cells[index * columns.length + place] = CELLS.indexOf(cell);
      }
    }
  });
  return cells;
}

/** Pairs of a kind that some Harbor offers, and those that are held besides; by name. */
function pairsFor(
  kind: PairKind,
  lines: readonly RightLine[],
  harbors: readonly RightHarbor[],
): string[] {
  const pairs = new Set<string>();
  for (const { accepted } of harbors) {
    for (const pair of accepted[kind] ?? COLUMNS(kind).map((one) => one.pair)) pairs.add(pair);
  }
  for (const line of lines) {
    const cells = line.cells()[kind];
    const isWide = cells.size > 0 && placesOfSet(line).some((place) => place.isWide);
    for (const pair of cells.keys()) {
      if (pairs.has(pair)) continue;
      // What only a wildcard of an old robot reaches, and no portal offered, says nothing.
      const isOdd = isWide && pairInfo(kind, pair)?.portal === false;
      if (!isOdd || holds(line, pair)) pairs.add(pair);
    }
  }
  return [...pairs].sort();
}

const placesOfSet = ({ set }: RightLine): CompiledPlace[] =>
  [set.system, set.everywhere, ...set.projects.values()].filter((place) => place !== null);

const holds = (line: RightLine, pair: string): boolean =>
  placesOfSet(line).some(({ allow, deny }) => allow.has(pair) || deny.has(pair));

const catalogueOf = ({ id, version, accepted }: RightHarbor): HarborCatalogue => ({
  instanceId: id,
  version,
  accepted:
    accepted.system === null || accepted.project === null
      ? null
      : { system: [...accepted.system], project: [...accepted.project] },
});

const inScope = (instances: readonly CachedInstance[], scope: readonly string[]) =>
  scope.length === 0 ? instances : instances.filter(({ id }) => scope.includes(id));

/** Robots × permissions of all robots that fit, in the order that is asked for. */
export function createPermissionMatrix(instances: Instances, lines: RightLines, queries: Asks) {
  return (question: RobotQuery, thresholds: Now): PermissionMatrix => {
    const all = instances.all();
    const { keys, total } = queries(question, thresholds);
    const fits = filterCondition(
      readQuery(question.query),
      question.scope,
      { thresholds, instances: all },
      'rows',
    );
    const found = lines.of(fits, all);
    const { lines: merged, robots, placeOf } = merge(found);
    const harbors = inScope(all, question.scope).map(lines.harborOf);
    const columns = KINDS.flatMap((kind) =>
      pairsFor(kind, merged, harbors).map((pair): PermissionColumn => ({
        kind,
        pair,
        counts: CELLS.map(() => 0),
      })),
    );
    const cells = cellsIn(merged, columns);
    robots.forEach((some, line) => {
      columns.forEach(({ counts }, place) => {
        const cell = cells[line * columns.length + place] ?? 0;
        counts[cell] = (counts[cell] ?? 0) + some;
      });
    });
    return {
      keys,
      lineOf: Uint32Array.from(keys, (key) => placeOf[found.lineOf.get(key) ?? 0] ?? 0),
      columns,
      cells,
      total,
      harbors: harbors.map(catalogueOf),
    };
  };
}
