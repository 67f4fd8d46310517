import { NEVER_EXPIRES } from '../../robot.ts';
import { dayOf } from '../calendar.ts';
import { isExpired } from '../days.ts';
import { forbiddenBy, type DatedRobot, type DatePolicy, type Drift } from './policy.ts';
import { createRoom, type Room } from './room.ts';

/** Who drifted from a policy, and what those who did not take up. */
export interface Drifts {
  readonly today: number;
  readonly of: ReadonlyMap<DatedRobot, Drift>;
  /** Robots that the policy leaves alone, and all others, soonest first. */
  readonly kept: readonly DatedRobot[];
  readonly others: readonly DatedRobot[];
  /** What is taken by robots that keep their date. */
  readonly room: Room;
  readonly taken: number;
  readonly takenOf: ReadonlyMap<number, number>;
}

const endOf = ({ expiresAt }: DatedRobot): number =>
  expiresAt === NEVER_EXPIRES ? Number.MAX_SAFE_INTEGER : expiresAt;

/** Robots with the most pressing expiry first, whatever order they came in. */
export const bySoonest = (left: DatedRobot, right: DatedRobot): number =>
  endOf(left) - endOf(right) || left.key - right.key;

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

const dayOfEnd = ({ expiresAt }: DatedRobot): number | null =>
  expiresAt === NEVER_EXPIRES ? null : dayOf(expiresAt);

/**
 * Who drifted from a policy. Where a day is too full, those stay that expire on it first.
 * @param now epoch seconds on our clock
 */
export function findDrifts(robots: readonly DatedRobot[], policy: DatePolicy, now: number): Drifts {
  const today = dayOf(now) ?? 0;
  const room = createRoom(policy);
  const of = new Map<DatedRobot, Drift>();
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
    const day = dayOfEnd(robot);
    if (isInReach(day) && forbiddenBy(day, policy) === null) take(robot, day);
  }
  const others = robots.filter(({ isKept }) => !isKept).sort(bySoonest);
  for (const robot of others) {
    const day = dayOfEnd(robot);
    const drift = driftOf(robot, day, { policy, today, now });
    const full = drift === null && day !== null ? room.full(day, robot.project) : null;
    const why = drift ?? full;
    if (why !== null) of.set(robot, why);
    else if (day !== null) take(robot, day);
  }
  return { today, of, kept, others, room, taken, takenOf };
}
