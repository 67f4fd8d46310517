import { normalForm } from '../permissions/sets.ts';
import type { PermissionEntry, Robot } from './robot.ts';

/** What is compared between the same robot on several Harbors. Names and dates are each Harbor's own. */
export const LINKED_FIELDS = ['description', 'state', 'duration', 'permissions'] as const;

export type LinkedField = (typeof LINKED_FIELDS)[number];

/** Permissions by what they mean: '' allows like 'allow' does (casbin, src/pkg/permission/types). */
const meaningOf = (entries: readonly PermissionEntry[]): string =>
  JSON.stringify(
    normalForm(
      entries.map((entry) => ({
        ...entry,
        access: entry.access.map((one) => ({ ...one, effect: one.effect || 'allow' })),
      })),
    ),
  );

const VALUES: Readonly<Record<LinkedField, (robot: Robot) => string>> = {
  description: ({ description }) => description,
  state: ({ disabled }) => (disabled ? 'disabled' : 'enabled'),
  duration: ({ duration }) => String(duration),
  permissions: ({ permissions }) => meaningOf(permissions),
};

/** The value that most of them have; of equally frequent ones the first. */
function usual(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = '';
  let most = 0;
  for (const [value, count] of counts) if (count > most) [best, most] = [value, count];
  return best;
}

/**
 * In which fields each robot of a set differs from what is usual in that set.
 * @returns a list for each robot, in their order; empty where it is the same
 */
export function differencesInSet(robots: readonly Robot[]): LinkedField[][] {
  const usuals = LINKED_FIELDS.map((field) => usual(robots.map(VALUES[field])));
  return robots.map((robot) =>
    LINKED_FIELDS.filter((field, index) => VALUES[field](robot) !== usuals[index]),
  );
}
