import type { PermissionEntry } from '../robots/robot.ts';
import { type Catalogue, catalogueOf } from './catalogue.ts';
import { isBefore } from './releases.ts';
import { grantsOf, pairOf } from './sets.ts';

/**
 * The reader robot: a system robot that sees every project and every robot, and can do nothing.
 * Before Harbor 2.12 no robot may hold robot:list, so there is none.
 */

/** Something a reader is to hold, and what cannot be read without it. */
interface Wanted {
  readonly kind: 'system' | 'project';
  readonly pair: string;
  /** Null where there is no reader without it. */
  readonly without: string | null;
}

/**
 * All that it holds and nothing else. The audit log can only be listed: no release has another
 * action for it (catalogues of 2.10 to 2.16).
 */
const WANTED: readonly Wanted[] = [
  { kind: 'system', pair: 'robot:list', without: null },
  {
    kind: 'system',
    pair: 'project:list',
    without: 'Whether a project is gone: a list of projects may be only a part of them.',
  },
  { kind: 'system', pair: 'robot:read', without: 'A single system robot.' },
  { kind: 'system', pair: 'audit-log:list', without: 'The audit log.' },
  { kind: 'project', pair: 'robot:list', without: null },
  { kind: 'project', pair: 'robot:read', without: 'A single project robot.' },
  { kind: 'project', pair: 'project:read', without: 'A single project.' },
];

/** What no robot may read of what an administrator may, in any release. */
export const HIDDEN_FROM_READERS: readonly string[] = [
  'The names of users, such as who made a robot, and the members of projects.',
  'The robot name prefix and the default duration of new robots.',
  'The list of permissions that Harbor accepts; what was known of it before still counts.',
];

/** A reader robot as one Harbor allows it. */
export interface ReaderRights {
  readonly permissions: readonly PermissionEntry[];
  /** What cannot be read, because this Harbor has no such permission. */
  readonly lacking: readonly string[];
}

const entryOf = (kind: 'system' | 'project', pairs: readonly string[]): PermissionEntry => ({
  kind,
  namespace: kind === 'system' ? '/' : '*',
  access: pairs.map((pair) => {
    const [resource = '', action = ''] = pair.split(':');
    return { resource, action, effect: '' };
  }),
});

/**
 * What a reader robot can hold at a Harbor.
 * @param told the Harbor's own catalogue; null where only its version is known
 * @returns null where it allows none
 */
export function readerRights(version: string, told: Catalogue | null): ReaderRights | null {
  if (isBefore(version, '2.12.0')) return null;
  const catalogue = told ?? catalogueOf(version);
  if (catalogue === null) return null;
  const has = ({ kind, pair }: Wanted): boolean => catalogue[kind].includes(pair);
  if (WANTED.some((wanted) => wanted.without === null && !has(wanted))) return null;
  const pairsOf = (kind: 'system' | 'project'): string[] =>
    WANTED.filter((wanted) => wanted.kind === kind && has(wanted)).map(({ pair }) => pair);
  return {
    permissions: [entryOf('system', pairsOf('system')), entryOf('project', pairsOf('project'))],
    lacking: WANTED.flatMap((wanted) =>
      wanted.without === null || has(wanted) ? [] : [wanted.without],
    ),
  };
}

/** Whether a robot holds a pair on the whole system, or on all projects. */
const holds = (
  held: readonly PermissionEntry[],
  { kind, pair }: Pick<Wanted, 'kind' | 'pair'>,
): boolean =>
  grantsOf(held).some(
    (grant) =>
      grant.kind === kind &&
      grant.namespace === (kind === 'system' ? '/' : '*') &&
      pairOf(grant) === pair,
  );

/**
 * Whether a robot is told every project there is, so that one that is not listed is gone
 * (src/server/v2.0/handler/project.go: system `project:list`; without it only public projects and
 * those it has permissions for).
 */
export const listsEveryProject = (permissions: readonly PermissionEntry[]): boolean =>
  holds(permissions, { kind: 'system', pair: 'project:list' });

/** Whether a robot is told the whole audit log; without this it is answered an empty one. */
export const listsAuditLog = (permissions: readonly PermissionEntry[]): boolean =>
  holds(permissions, { kind: 'system', pair: 'audit-log:list' });

/** What a reader robot was to hold and does not hold any more, as "robot:list on all projects". */
export const lostRights = (held: readonly PermissionEntry[], version: string): string[] =>
  WANTED.filter((wanted) => readerHas(version, wanted) && !holds(held, wanted)).map(
    ({ kind, pair }) => `${pair} on ${kind === 'system' ? 'the system' : 'all projects'}`,
  );

const readerHas = (version: string, { kind, pair }: Wanted): boolean =>
  catalogueOf(version)?.[kind].includes(pair) ?? true;

/** Seconds before its end at which a reader robot is to be renewed: two weeks, or half its life. */
const DUE_BEFORE = 14 * 86_400;

/**
 * Whether it is time to renew a reader robot.
 * @param expiresAt epoch seconds, -1 for never
 * @param createdAt epoch seconds
 */
export const isReaderDue = (
  { expiresAt, createdAt }: { readonly expiresAt: number; readonly createdAt: number },
  now: number,
): boolean =>
  expiresAt !== -1 &&
  expiresAt - now <= Math.min(DUE_BEFORE, Math.max(0, (expiresAt - createdAt) / 2));
