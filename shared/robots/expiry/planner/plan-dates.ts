import { NEVER_EXPIRES } from '../../robot.ts';
import { dayOf, startOf } from '../calendar.ts';
import { isExpired, SECONDS_PER_DAY } from '../days.ts';
import { chooseEven, chooseLate, type Group } from './choose-days.ts';
import { daysOf, forbiddenBy, type DatedRobot, type DatePolicy, type Drift } from './policy.ts';
import { createRoom, type Room } from './room.ts';
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

const endOf = ({ expiresAt }: DatedRobot): number =>
  expiresAt === NEVER_EXPIRES ? Number.MAX_SAFE_INTEGER : expiresAt;

/** Robots with the most pressing expiry first, whatever order they came in. */
const bySoonest = (left: DatedRobot, right: DatedRobot): number =>
  endOf(left) - endOf(right) || left.key - right.key;

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

/** Why a robot cannot keep its date, as far as that date alone tells. */
function driftOf(
  { expiresAt }: DatedRobot,
  day: number | null,
  { policy, today, now }: { policy: DatePolicy; today: number; now: number },
): Drift | null {
  if (expiresAt === NEVER_EXPIRES) return 'never';
  if (isExpired(expiresAt, now)) return 'expired';
  if (day === null || day > today + policy.lifetimeDays) return 'too-long';
  if (day < today + policy.renewWithin) return 'due';
  return forbiddenBy(day, policy);
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
  const today = dayOf(now) ?? 0;
  const days = daysOf(policy, today);
  const room = createRoom(policy);
  const startOfDay = createStarts();
  const drifts = new Map<DatedRobot, Drift>();
  const takenOf = new Map<number, number>();
  let taken = 0;
  const isInReach = (day: number | null): day is number =>
    day !== null && day >= today + policy.renewWithin && day <= today + policy.lifetimeDays;
  const take = ({ project }: DatedRobot, day: number): void => {
    room.add(day, project);
    taken += 1;
    if (project !== null) takenOf.set(project, (takenOf.get(project) ?? 0) + 1);
  };

  const kept = robots.filter(({ isKept }) => isKept);
  for (const robot of kept) {
    const day = robot.expiresAt === NEVER_EXPIRES ? null : dayOf(robot.expiresAt);
    if (isInReach(day) && forbiddenBy(day, policy) === null) take(robot, day);
  }
  const others = robots.filter(({ isKept }) => !isKept).sort(bySoonest);
  for (const robot of others) {
    const day = robot.expiresAt === NEVER_EXPIRES ? null : dayOf(robot.expiresAt);
    const drift = driftOf(robot, day, { policy, today, now });
    const full = drift === null && day !== null ? room.full(day, robot.project) : null;
    const why = drift ?? full;
    if (why !== null) drifts.set(robot, why);
    else if (day !== null) take(robot, day);
  }

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
