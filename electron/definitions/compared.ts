import type { DefinitionRow } from '../../shared/contract/definition-calls.ts';
import {
  type Comparison,
  compareRobots,
  definitionFor,
} from '../../shared/exports/definitions/compare.ts';
import type { DefinedRobot } from '../../shared/exports/definitions/defined-robot.ts';
import type { Inventory, KnownRobot, Now } from '../../shared/inventory/inventory.ts';
import { expectedAfter } from '../../shared/robots/changes/expected.ts';
import { wantedRobot } from '../../shared/robots/changes/wanted.ts';
import { changesBetween, valuesOf } from '../../shared/robots/changes/words.ts';
import { DEFAULT_PREFIX, joinName } from '../../shared/robots/names.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import type { DefinitionWishes } from '../robots/plan/definition-steps.ts';

/** Robots that are asked for at once. */
const BATCH = 500;

/** How one robot stands to the file. */
export type Compared = Comparison<KnownRobot> & {
  readonly instanceId: string;
  readonly prefix: string;
};

/** Compares robots of a file with those that are known of an instance. */
export async function compareInstance(
  inventory: Pick<Inventory, 'query' | 'robotsByKeys' | 'knownPlace'>,
  instanceId: string,
  defined: readonly DefinedRobot[],
  now: Now,
): Promise<Compared[]> {
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await inventory.query({ query: '', scope: [instanceId], sort }, now);
  const known: KnownRobot[] = [];
  for (let from = 0; from < keys.length; from += BATCH) {
    const robots = await inventory.robotsByKeys([...keys.subarray(from, from + BATCH)]);
    known.push(...robots.filter(({ gone }) => !gone));
  }
  const prefix = (await inventory.knownPlace(instanceId))?.prefix ?? DEFAULT_PREFIX;
  return compareRobots(defined, known, prefix).map((one) => ({ ...one, instanceId, prefix }));
}

/** A new robot as it would be if it were made now. */
const madeOf = (defined: DefinedRobot, prefix: string, now: number): Robot =>
  wantedRobot(definitionFor(defined), { project: defined.project, projectId: null, prefix, now });

/** Which robot of a file this is, from 0. */
export type PlaceOf = (defined: DefinedRobot) => number;

/** A comparison as the window shows it. @param now epoch seconds */
export function rowOf(one: Compared, now: number, placeOf: PlaceOf): DefinitionRow {
  const { kind, instanceId } = one;
  if (one.kind === 'missing') {
    const robot = madeOf(one.defined, one.prefix, now);
    return {
      kind,
      instanceId,
      robotName: robot.name,
      key: null,
      line: one.defined.line,
      place: placeOf(one.defined),
      changes: valuesOf(robot),
    };
  }
  const { key, robot } = one.known;
  return {
    kind,
    instanceId,
    robotName: robot.name,
    key,
    line: one.kind === 'extra' ? null : one.defined.line,
    place: one.kind === 'extra' ? null : placeOf(one.defined),
    changes: one.kind === 'differs' ? changesBetween(robot, expectedAfter(robot, one.edit)) : [],
  };
}

/** A robot of which nobody said where it is to be. */
export const unplacedRow = (defined: DefinedRobot, placeOf: PlaceOf): DefinitionRow => ({
  kind: 'unplaced',
  instanceId: null,
  robotName: joinName('', defined.project, defined.name),
  key: null,
  line: defined.line,
  place: placeOf(defined),
  changes: defined.instance === '' ? [] : [{ field: 'instance', from: '', to: defined.instance }],
});

/** What has to be done of these kinds. */
export function wishesOf(
  compared: readonly Compared[],
  kinds: ReadonlySet<string>,
): DefinitionWishes {
  const wanted = compared.filter(({ kind }) => kinds.has(kind));
  return {
    changed: wanted.flatMap((one) =>
      one.kind === 'differs' ? [{ known: one.known, edit: one.edit }] : [],
    ),
    made: wanted.flatMap((one) =>
      one.kind === 'missing'
        ? [
            {
              definition: definitionFor(one.defined),
              place: { instanceId: one.instanceId, project: one.defined.project },
            },
          ]
        : [],
    ),
    removed: wanted.flatMap((one) => (one.kind === 'extra' ? [one.known] : [])),
  };
}
