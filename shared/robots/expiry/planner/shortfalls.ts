import { daysOf, forbiddenBy, type DatePolicy, type DayRange } from './policy.ts';
import type { Group } from './choose-days.ts';

/** What cannot be met, with the numbers that say why. */
export type Shortfall =
  /** The policy forbids every day in its reach. */
  | ({ readonly kind: 'no-days'; readonly robots: number } & DayRange)
  /** `robots` at `limit` a day need `needs` days, and there are `days`. */
  | ({
      readonly kind: 'per-day' | 'per-project';
      readonly robots: number;
      readonly limit: number;
      readonly needs: number;
      readonly days: number;
      /** The project, for its own limit. */
      readonly project: number | null;
      /** A lifetime with so many days; null where ten years are not enough. */
      readonly lifetime: number | null;
    } & DayRange)
  /** Days have places left, but not for these: kept robots or short days stand in the way. */
  | { readonly kind: 'no-place'; readonly robots: number }
  /** Nobody knows when they were made, and Harbor counts from there. */
  | { readonly kind: 'no-birth'; readonly robots: number };

/** Longest lifetime that a policy can have, in days. */
export const LONGEST_LIFETIME = 3_650;

/** Projects whose limit is too low are named up to this many. */
const MOST_PROJECTS = 20;

/** The shortest lifetime whose days are so many. */
function lifetimeWith(needs: number, policy: DatePolicy, today: number): number | null {
  let days = 0;
  for (let lifetime = policy.renewWithin; lifetime <= LONGEST_LIFETIME; lifetime += 1) {
    if (forbiddenBy(today + lifetime, policy) === null) days += 1;
    if (days >= needs) return lifetime;
  }
  return null;
}

/** What a plan of dates stands on. */
export interface Demand {
  readonly policy: DatePolicy;
  readonly today: number;
  /** Robots that need a day, by project. */
  readonly groups: readonly Group<unknown>[];
  /** Robots that take up places already, in all and of a project. */
  readonly taken: number;
  readonly takenOf: (project: number) => number;
  /** Robots that found no day, without those of unknown birth. */
  readonly unplaced: number;
  readonly withoutBirth: number;
}

/** Why robots found no day. */
export function shortfallsOf(demand: Demand): Shortfall[] {
  const { policy, today, groups, taken, takenOf, unplaced, withoutBirth } = demand;
  const births: Shortfall[] =
    withoutBirth === 0 ? [] : [{ kind: 'no-birth', robots: withoutBirth }];
  if (unplaced === 0) return births;
  const days = daysOf(policy, today).length;
  const range = { from: today + policy.renewWithin, to: today + policy.lifetimeDays };
  if (days === 0) return [{ kind: 'no-days', robots: unplaced, ...range }, ...births];
  const lacking = (
    kind: 'per-day' | 'per-project',
    robots: number,
    limit: number | null,
    project: number | null,
  ): Shortfall[] => {
    if (limit === null || robots <= limit * days) return [];
    const needs = Math.ceil(robots / limit);
    const lifetime = lifetimeWith(needs, policy, today);
    return [{ kind, robots, limit, needs, days, project, lifetime, ...range }];
  };
  const wanted = groups.reduce((sum, { robots }) => sum + robots.length, 0);
  const found = [
    ...lacking('per-day', wanted + taken, policy.perDay, null),
    ...groups
      .flatMap(({ project, robots }) =>
        project === null
          ? []
          : lacking('per-project', robots.length + takenOf(project), policy.perProject, project),
      )
      .slice(0, MOST_PROJECTS),
  ];
  const rest: Shortfall[] = found.length > 0 ? found : [{ kind: 'no-place', robots: unplaced }];
  return [...rest, ...births];
}
