import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { CallParsed } from '../../shared/contract/calls.ts';
import {
  COMPARISON_KINDS,
  type ComparisonKind,
  type DefinedName,
  type DefinedPermissions,
  type DefinitionComparison,
  type DefinitionRow,
} from '../../shared/contract/definition-calls.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { InstanceConfig } from '../../shared/contract/instances.ts';
import type { Plan } from '../../shared/contract/plans.ts';
import type { DefinedRobot, Definitions } from '../../shared/exports/definitions/defined-robot.ts';
import { LARGEST_YAML } from '../../shared/exports/read-yaml.ts';
import type { Inventory, Now } from '../../shared/inventory/inventory.ts';
import { copyOf } from '../../shared/robots/changes/definition.ts';
import type { Desktop } from '../ports.ts';
import { ofFile } from '../files/of-file.ts';
import { readApart } from '../files/read-apart.ts';
import { readTextFile } from '../files/read-file.ts';
import type { Commands } from '../robots/commands.ts';
import { compareInstance, type Compared, rowOf, unplacedRow, wishesOf } from './compared.ts';
import { isNamed, nameOf } from './named.ts';
import { placesOf, robotsByPlace } from './placed.ts';

/** Files that define robots: opened, compared with what is there, planned. */
export interface DefinitionFiles {
  /** Null if the user chose none. Throws `file-failed` and `file-invalid`. */
  open(): Promise<DefinitionComparison | null>;
  /** Reads the file that was chosen last as it is now. Throws as `open`, and `unknown-item` before one was. */
  readAgain(): Promise<DefinitionComparison>;
  /** Throws `unknown-item` for a file that is not open any more. */
  compare(wish: CallParsed<'definitions.compare'>): Promise<DefinitionComparison>;
  rows(wish: CallParsed<'definitions.rows'>): DefinitionRow[];
  find(wish: CallParsed<'definitions.find'>): DefinedName[];
  robot(wish: CallParsed<'definitions.robot'>): DefinedPermissions;
  plan(wish: CallParsed<'definitions.plan'>): Promise<Plan>;
}

export interface DefinitionPorts {
  readonly inventory: Pick<Inventory, 'query' | 'robotsByKeys' | 'knownPlace'>;
  readonly desktop: Pick<Desktop, 'pickFile'>;
  readonly commands: Pick<Commands, 'define'>;
  readonly instances: () => readonly Pick<InstanceConfig, 'id' | 'name' | 'url'>[];
  readonly at: () => Now;
}

/** The file that is open; another one takes its place. */
interface OpenFile {
  readonly id: string;
  readonly fileName: string;
  readonly definitions: Definitions;
  /** Which robot of the file each is, from 0. */
  readonly order: ReadonlyMap<DefinedRobot, number>;
  places: Map<string, string | null>;
  compared: readonly Compared[];
  /** What was left out of the comparison, as sentences. */
  leftOut: readonly string[];
}

export function createDefinitionFiles(ports: DefinitionPorts): DefinitionFiles {
  let opened: OpenFile | null = null;
  /** The path that the user chose last, also where it could not be read: people mend such a file. */
  let chosen: string | null = null;

  const fileOf = (id: string): OpenFile => {
    if (opened?.id === id) return opened;
    throw new AppError('unknown-item', 'This file is not open any more. Open it again.');
  };

  const robotsIn = ({ definitions }: OpenFile, instance: string) =>
    definitions.robots.filter((one) => one.instance === instance);

  const kindsOf = (file: OpenFile): Record<ComparisonKind, number> => {
    const counts = Object.fromEntries(COMPARISON_KINDS.map((kind) => [kind, 0])) as Record<
      ComparisonKind,
      number
    >;
    for (const { kind } of file.compared) counts[kind] += 1;
    counts.unplaced = unplacedIn(file).length;
    return counts;
  };

  const unplacedIn = ({ definitions, places }: OpenFile) =>
    definitions.robots.filter(({ instance }) => (places.get(instance) ?? null) === null);

  const viewOf = (file: OpenFile): DefinitionComparison => ({
    id: file.id,
    fileName: file.fileName,
    format: file.definitions.kind,
    remarks: [...file.definitions.remarks, ...file.leftOut],
    instances: [...file.places].map(([name, instanceId]) => ({
      name,
      url: file.definitions.instances[name] ?? '',
      instanceId,
      robots: robotsIn(file, name).length,
    })),
    counts: kindsOf(file),
  });

  const compareAll = async (file: OpenFile): Promise<DefinitionComparison> => {
    const { byInstance, leftOut } = robotsByPlace(file.definitions.robots, file.places);
    const compared: Compared[] = [];
    for (const [id, robots] of byInstance) {
      const all = await compareInstance(ports.inventory, id, robots, ports.at());
      // harbor-cli's file is of one robot and says nothing of others.
      const isOfAll = file.definitions.kind === 'purser';
      compared.push(...all.filter(({ kind }) => isOfAll || kind !== 'extra'));
    }
    file.compared = compared;
    file.leftOut = leftOut;
    return viewOf(file);
  };

  const read = async (path: string): Promise<DefinitionComparison> => {
    const definitions = await ofFile(path, async () =>
      readApart('definitions', await readTextFile(path, LARGEST_YAML), path),
    );
    const places = placesOf(definitions, ports.instances());
    const id = randomUUID();
    const order = new Map(definitions.robots.map((robot, place) => [robot, place]));
    const fileName = basename(path);
    opened = { id, fileName, definitions, order, places, compared: [], leftOut: [] };
    return compareAll(opened);
  };

  return {
    async open() {
      const path = await ports.desktop.pickFile('Files that define robots', [
        'yaml',
        'yml',
        'json',
      ]);
      if (path === null) return null;
      chosen = path;
      return read(path);
    },
    async readAgain() {
      if (chosen === null) throw new AppError('unknown-item', 'No file was chosen yet. Open one.');
      return read(chosen);
    },
    async compare({ id, instances }) {
      const file = fileOf(id);
      const here = new Set(ports.instances().map((one) => one.id));
      for (const name of file.places.keys()) {
        const chosen = Object.hasOwn(instances, name) ? (instances[name] ?? null) : null;
        if (chosen !== null && here.has(chosen)) file.places.set(name, chosen);
      }
      return compareAll(file);
    },
    rows({ id, kinds, from, count }) {
      const file = fileOf(id);
      const placed = COMPARISON_KINDS.flatMap((kind) =>
        kinds.includes(kind) ? file.compared.filter((one) => one.kind === kind) : [],
      );
      const unplaced = kinds.includes('unplaced') ? unplacedIn(file) : [];
      const now = ports.at().now;
      const placeOf = (robot: DefinedRobot): number => file.order.get(robot) ?? -1;
      return [
        ...placed.slice(from, from + count).map((one) => rowOf(one, now, placeOf)),
        ...unplaced
          .slice(Math.max(0, from - placed.length), Math.max(0, from + count - placed.length))
          .map((one) => unplacedRow(one, placeOf)),
      ];
    },
    find({ id, text, count }) {
      const { definitions } = fileOf(id);
      const found: DefinedName[] = [];
      for (const [place, robot] of definitions.robots.entries()) {
        if (found.length >= count) break;
        if (isNamed(robot, text)) found.push(nameOf(robot, place));
      }
      return found;
    },
    robot({ id, place }) {
      const { definitions, fileName } = fileOf(id);
      const robot = definitions.robots[place];
      if (robot === undefined) {
        throw new AppError('unknown-item', `${fileName} has no such robot.`);
      }
      return { ...nameOf(robot, place), fileName, permissions: copyOf(robot.permissions) };
    },
    plan: ({ id, kinds }) => ports.commands.define(wishesOf(fileOf(id).compared, new Set(kinds))),
  };
}
