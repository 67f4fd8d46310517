import { counted } from '../robots/counted.ts';
import type { PermissionEntry } from '../robots/robot.ts';
import { CATALOGUES } from './catalogue.ts';
import { grantsOf } from './sets.ts';

/** Pairs that are said without their resource, because everybody knows what they act on. */
const SHORT: Readonly<Record<string, string>> = {
  'repository:pull': 'pull',
  'repository:push': 'push',
};

/** Order in which pairs are said: what people look for first. */
const FIRST = ['repository:pull', 'repository:push', 'repository:delete', 'robot:create'];

/** So many things are said of one place, the rest is counted. */
const MOST_PAIRS = 3;
const MOST_PLACES = 3;

const PLURALS: Readonly<Record<string, string>> = {
  catalog: 'catalog',
  'garbage-collection': 'garbage collection',
  metadata: 'metadata',
  'scan-all': 'scan all',
  'security-hub': 'security hub',
};

/** "tag-retention" → "tag retentions", "repository" → "repositories". */
function plural(resource: string): string {
  const known = PLURALS[resource];
  if (known !== undefined) return known;
  const words = resource.replaceAll('-', ' ');
  if (/(s|x|ch)$/.test(words)) return words;
  return words.endsWith('y') ? `${words.slice(0, -1)}ies` : `${words}s`;
}

function say(pair: string): string {
  const [resource = '', action = ''] = pair.split(/:(.*)/s);
  const short = SHORT[pair];
  if (short !== undefined) return short;
  if (resource === '*') return action === '*' ? 'everything' : `${action} anything`;
  return action === '*'
    ? `do everything with ${plural(resource)}`
    : `${action} ${plural(resource)}`;
}

const rank = (pair: string): number => {
  const place = FIRST.indexOf(pair);
  return place < 0 ? FIRST.length : place;
};

/** Whether these are all that some release of Harbor knows for this kind. */
function isEverything(kind: string, pairs: ReadonlySet<string>): boolean {
  if (pairs.has('*:*')) return true;
  if (kind !== 'system' && kind !== 'project') return false;
  return CATALOGUES.some((catalogue) => catalogue[kind].every((pair) => pairs.has(pair)));
}

function sayPairs(kind: string, pairs: ReadonlySet<string>): string {
  if (isEverything(kind, pairs)) return 'everything';
  const sorted = [...pairs].sort(
    (left, right) => rank(left) - rank(right) || (left < right ? -1 : 1),
  );
  // "and 1 more" would be no shorter than the one.
  const most = sorted.length === MOST_PAIRS + 1 ? sorted.length : MOST_PAIRS;
  const said = sorted.slice(0, most).map(say).join(', ');
  const more = sorted.length - most;
  return more > 0 ? `${said} and ${more} more` : said;
}

function sayPlace(kind: string, namespaces: readonly string[]): string {
  const [first = ''] = namespaces;
  if (kind === 'system') return 'in the system';
  if (namespaces.includes('*')) return 'on all projects';
  if (kind !== 'project') return `in ${kind} ${first}`.trimEnd();
  return namespaces.length === 1 ? `on ${first}` : `on ${counted(namespaces.length, 'project')}`;
}

interface Group {
  readonly kind: string;
  readonly namespaces: string[];
  readonly pairs: ReadonlySet<string>;
}

/** Places with the same rights, said together; what reaches furthest first. */
function groupsOf(entries: readonly PermissionEntry[]): Group[] {
  const places = new Map<string, { kind: string; namespace: string; pairs: Set<string> }>();
  for (const { kind, namespace, resource, action } of grantsOf(entries)) {
    const key = JSON.stringify([kind, namespace]);
    const place = places.get(key) ?? { kind, namespace, pairs: new Set<string>() };
    places.set(key, place);
    place.pairs.add(`${resource}:${action}`);
  }
  const groups = new Map<string, Group>();
  for (const { kind, namespace, pairs } of places.values()) {
    // Everywhere is a place of its own, not one more project of a list.
    const key = JSON.stringify([kind, namespace === '*', [...pairs].sort()]);
    const group = groups.get(key) ?? { kind, namespaces: [], pairs };
    groups.set(key, group);
    group.namespaces.push(namespace);
  }
  const reach = (group: Group): number =>
    group.namespaces.includes('*') ? 0 : group.kind === 'system' ? 1 : 2;
  return [...groups.values()].sort(
    (left, right) => reach(left) - reach(right) || right.namespaces.length - left.namespaces.length,
  );
}

/**
 * A robot's permissions in words: "pull, push on 3 projects", "everything on all projects".
 * Denied pairs are not said to be granted; "nothing" where none is left.
 */
export function describePermissions(entries: readonly PermissionEntry[]): string {
  const groups = groupsOf(entries);
  if (groups.length === 0) return 'nothing';
  const said = groups
    .slice(0, MOST_PLACES)
    .map(({ kind, namespaces, pairs }) => `${sayPairs(kind, pairs)} ${sayPlace(kind, namespaces)}`);
  const more = groups
    .slice(MOST_PLACES)
    .reduce((sum, { namespaces }) => sum + namespaces.length, 0);
  if (more > 0) said.push(`more in ${more} other ${more === 1 ? 'place' : 'places'}`);
  return said.join('; ');
}
