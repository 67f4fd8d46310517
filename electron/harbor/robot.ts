import type { PermissionEntry, Robot } from '../../shared/robots/robot.ts';
import { robot as robotSchema, type RobotBody } from './schemas.ts';
import type { HarborRobot, Listing } from './types.ts';

/**
 * Reads one robot of a listing. `null` where it has no id or no name, which is all that a
 * robot cannot be without. The listing says which project a robot belongs to, because Harbor's
 * answer only names it in the permissions.
 */
export function readRobot(item: unknown, listing: Listing): HarborRobot | null {
  const ordered = canonical(item, '');
  const parsed = robotSchema.safeParse(ordered);
  if (!parsed.success) return null;
  return { robot: toRobot(parsed.data, listing), raw: JSON.stringify(ordered) };
}

function toRobot(body: RobotBody, listing: Listing): Robot {
  const level = levelOf(body.level, listing);
  return {
    id: body.id,
    name: body.name,
    level,
    projectId: 'projectId' in listing ? listing.projectId : null,
    projectName: level === 'project' ? projectOf(body.name, body.permissions) : '',
    description: body.description,
    disabled: body.disable,
    editable: body.editable,
    duration: body.duration,
    expiresAt: body.expires_at,
    createdAt: body.creation_time,
    updatedAt: body.update_time,
    creator: { type: body.creator_type, ref: body.creator_ref },
    permissions: body.permissions,
  };
}

const levelOf = (level: string, listing: Listing): Robot['level'] => {
  if (level === 'system' || level === 'project') return level;
  return 'projectId' in listing ? 'project' : 'system';
};

/**
 * Name of the project of a project robot: the only namespace it can have, or what stands
 * between prefix and `+` where `$` ends the prefix; '' where neither tells (legacy robots).
 */
function projectOf(name: string, permissions: readonly PermissionEntry[]): string {
  const namespace = permissions.find((entry) => entry.kind === 'project')?.namespace ?? '';
  if (namespace !== '' && namespace !== '*') return namespace;
  return /^[^+]*\$([^$+]+)\+[^+]+$/.exec(name)?.[1] ?? '';
}

/** Lists that Harbor answers in random order, and what they are sorted by here. */
const UNORDERED: Readonly<Record<string, readonly string[]>> = {
  permissions: ['kind', 'namespace'],
  access: ['resource', 'action', 'effect'],
};

/**
 * The same value for equal robots: keys in order, and the lists that have no order sorted.
 * Changes the parsed answer in place where it can, which halves the memory of a large sync;
 * Harbor's own keys are in order already.
 */
function canonical(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at += 1) value[at] = canonical(value[at], '');
    const fields = UNORDERED[key];
    return fields === undefined ? value : sortedBy(value, fields);
  }
  if (value === null || typeof value !== 'object') return value;
  const source = value as Record<string, unknown>;
  const names = Object.keys(source);
  const isOrdered = names.every((name, at) => at === 0 || (names[at - 1] ?? '') < name);
  if (!isOrdered) {
    return Object.fromEntries(names.sort().map((name) => [name, canonical(source[name], name)]));
  }
  for (const name of names) source[name] = canonical(source[name], name);
  return source;
}

function sortedBy(items: unknown[], fields: readonly string[]): unknown[] {
  return items.length < 2 ? items : items.sort((a, b) => compareBy(fields, a, b));
}

/** By the fields, and by the whole text where those are equal, so that there is one order. */
function compareBy(fields: readonly string[], a: unknown, b: unknown): number {
  for (const field of fields) {
    const one = textIn(a, field);
    const other = textIn(b, field);
    if (one !== other) return one < other ? -1 : 1;
  }
  const one = JSON.stringify(a);
  const other = JSON.stringify(b);
  return one < other ? -1 : one > other ? 1 : 0;
}

const textIn = (item: unknown, field: string): string => {
  const value = (item as Record<string, unknown> | null)?.[field];
  return typeof value === 'string' ? value : '';
};
