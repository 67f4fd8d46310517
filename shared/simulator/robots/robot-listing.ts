import { createHash } from 'node:crypto';
import type { World } from '../world.ts';
import type { Listing } from '../listing/listing.ts';
import { selectPage } from '../listing/listing.ts';
import type { RobotRow } from './robot-table.ts';
import type { Column, Table } from '../listing/table.ts';

/** What stands for Harbor's salted hash of the secret: 32 hexadecimal digits. */
const storedSecret = (robot: RobotRow): string =>
  robot.secret === ''
    ? ''
    : createHash('md5').update(`${robot.salt}\n${robot.secret}`).digest('hex');

/** The robot table for one profile: ids and secrets differ between releases. */
function robotTable(world: World): Table<RobotRow> {
  const { bigRobotIds, secretFilterable, robotCreators, sortParameter } = world.profile;
  const columns: Column<RobotRow>[] = [
    { field: 'ID', name: 'id', type: bigRobotIds ? 'int8' : 'int4', value: (row) => row.id },
    { field: 'Name', name: 'name', type: 'text', value: (row) => row.name },
    { field: 'Description', name: 'description', type: 'text', value: (row) => row.description },
    {
      field: 'Secret',
      name: 'secret',
      type: 'text',
      filterable: secretFilterable,
      value: storedSecret,
    },
    {
      field: 'Salt',
      name: 'salt',
      type: 'text',
      filterable: secretFilterable,
      value: (row) => row.salt,
    },
    { field: 'Duration', name: 'duration', type: 'int4', value: (row) => row.duration },
    { field: 'ProjectID', name: 'project_id', type: 'int4', value: (row) => row.projectId },
    { field: 'ExpiresAt', name: 'expiresat', type: 'int8', value: (row) => row.expiresAt },
    { field: 'Disabled', name: 'disabled', type: 'bool', value: (row) => row.disabled },
    { field: 'Visible', name: 'visible', type: 'bool', value: (row) => row.visible },
    {
      field: 'CreationTime',
      name: 'creation_time',
      type: 'time',
      value: (row) => row.creationTime,
    },
    { field: 'UpdateTime', name: 'update_time', type: 'time', value: (row) => row.updateTime },
  ];
  if (robotCreators)
    columns.push(
      { field: 'CreatorRef', name: 'creator_ref', type: 'int4', value: (row) => row.creatorRef },
      { field: 'CreatorType', name: 'creator_type', type: 'text', value: (row) => row.creatorType },
    );
  // Harbor 2.2 asks for no order (src/lib/orm/query.go), and PostgreSQL gives rows as they lie: the last written last.
  const key = sortParameter ? 'Name' : 'UpdateTime';
  return { columns, defaultSort: { key, descending: false }, id: (row) => row.id };
}

const tables = new WeakMap<World, Table<RobotRow>>();

/**
 * One page of robots. An exact `ProjectID` picks the project's own list, and `Visible=true` costs
 * nothing while no robot is hidden, so that a page of a large fleet is read without a scan.
 */
export function listRobots(
  world: World,
  listing: Listing,
): { total: number; rows: readonly RobotRow[] } {
  const table = tables.get(world) ?? robotTable(world);
  tables.set(world, table);
  const keywords = new Map(listing.keywords);
  const wanted = keywords.get('ProjectID');
  let project: number | 'all' = 'all';
  if (wanted?.kind === 'exact' && /^[+-]?\d{1,9}$/.test(wanted.text)) {
    project = Number(wanted.text);
    keywords.delete('ProjectID');
  }
  const { robots } = world.state;
  if (robots.hidden === 0 && keywords.get('Visible')?.kind === 'exact') keywords.delete('Visible');
  const source = {
    rows: robots.byId(project),
    ordered: (column: string) =>
      column === 'id'
        ? robots.byId(project)
        : column === 'name'
          ? robots.byName(project)
          : undefined,
  };
  return selectPage(table, source, { ...listing, keywords }, world.profile);
}
