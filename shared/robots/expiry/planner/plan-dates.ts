import { startOf } from '../calendar.ts';
import { SECONDS_PER_DAY } from '../days.ts';
import { chooseEven, chooseLate, type Group } from './choose-days.ts';
import { bySoonest, findDrifts } from './find-drifts.ts';
import { daysOf, type DatedRobot, type DatePolicy, type Drift } from './policy.ts';
import type { Room } from './room.ts';
import { shortfallsOf, type Shortfall } from './shortfalls.ts';

/** A robot that drifted from the policy, and the date it is to get. */
export interface Move {
  readonly robot: DatedRobot;
  readonly drift: Drift;
  /** When it would expire, and the duration that makes it: null where no day has room for it. */
  readonly to: { readonly at: number; readonly day: number; readonly duration: number } | null;
}

/** What a policy makes of robots. */
export interface DatePlan {
  readonly today: number;
  /** Days that the policy chooses from, ascending. */
  readonly days: readonly number[];
  /** Soonest new date first; those that found none last. */
  readonly moves: readonly Move[];
  /** Robots whose date is as the policy wants it, and those that it leaves alone. */
  readonly stays: number;
  readonly kept: number;
  readonly shortfalls: readonly Shortfall[];
}

/** Who comes first where days are short: what is about to break, what broke, everything else. */
const pressing = (drift: Drift | undefined): number =>
  drift === 'due' ? 0 : drift === 'expired' ? 1 : 2;

/** Robots by project, the largest first. */
function groupsOf(robots: readonly DatedRobot[], perProject: number | null): Group<DatedRobot>[] {
  if (perProject === null) return robots.length === 0 ? [] : [{ project: null, robots }];
  const groups = new Map<number | null, DatedRobot[]>();
  for (const robot of robots) {
    const group = groups.get(robot.project);
    if (group === undefined) groups.set(robot.project, [robot]);
    else group.push(robot);
  }
  return [...groups]
    .map(([project, members]) => ({ project, robots: members }))
    .sort(
      (left, right) =>
        right.robots.length - left.robots.length || (left.project ?? -1) - (right.project ?? -1),
    );
}

/** First seconds of days, each asked of the calendar once. */
function createStarts(): (day: number) => number {
  const known = new Map<number, number>();
  return (day) => {
    const start = known.get(day) ?? startOf(day);
    known.set(day, start);
    return start;
  };
}

/** Places as many as possible: the way that was asked for, or evenly where that places more. */
function choose(
  policy: DatePolicy,
  groups: readonly Group<DatedRobot>[],
  days: readonly number[],
  room: Room,
  canExpireOn: (robot: DatedRobot, day: number) => boolean,
): Map<DatedRobot, number> {
  const wanted = groups.reduce((sum, { robots }) => sum + robots.length, 0);
  const even = (): Map<DatedRobot, number> => chooseEven(groups, days, room.copy(), canExpireOn);
  if (policy.spread) return even();
  const late = chooseLate(groups, days, room.copy(), canExpireOn);
  if (late.size === wanted) return late;
  const other = even();
  return other.size > late.size ? other : late;
}

/**
 * Gives every robot that drifted from a policy another date. Who is as the policy wants it stays,
 * so that a plan that was carried out proposes nothing more. Harbor counts whole days from a
 * robot's creation, so each keeps its own time of day.
 * @param now epoch seconds on our clock
 */
export function planDates(
  robots: readonly DatedRobot[],
  policy: DatePolicy,
  now: number,
): DatePlan {
  const { today, of: drifts, kept, others, room, taken, takenOf } = findDrifts(robots, policy, now);
  const days = daysOf(policy, today);
  const startOfDay = createStarts();

  /** When a robot expires on a day: at the first moment of that day which its creation allows. */
  const momentOn = ({ createdAt }: DatedRobot, day: number) => {
    const duration = Math.ceil((startOfDay(day) - createdAt) / SECONDS_PER_DAY);
    const at = createdAt + duration * SECONDS_PER_DAY;
    return duration >= 1 && at < startOfDay(day + 1) ? { at, day, duration } : null;
  };
  const movable = others
    .filter((robot) => drifts.has(robot) && robot.createdAt > 0)
    .sort((left, right) => pressing(drifts.get(left)) - pressing(drifts.get(right)));
  const groups = groupsOf(movable, policy.perProject);
  const chosen = choose(policy, groups, days, room, (robot, day) => momentOn(robot, day) !== null);
  const moves = [...drifts].map(([robot, drift]): Move => {
    const day = chosen.get(robot);
    return { robot, drift, to: day === undefined ? null : momentOn(robot, day) };
  });
  moves.sort(
    (left, right) =>
      (left.to?.at ?? Infinity) - (right.to?.at ?? Infinity) || bySoonest(left.robot, right.robot),
  );
  const shortfalls = shortfallsOf({
    policy,
    today,
    groups,
    taken,
    takenOf: (project) => takenOf.get(project) ?? 0,
    unplaced: movable.length - chosen.size,
    withoutBirth: drifts.size - movable.length,
  });
  return {
    today,
    days,
    moves,
    stays: others.length - drifts.size,
    kept: kept.length,
    shortfalls,
  };
}
