import type { Database } from 'better-sqlite3';
import type { DateSpread, ExpiryPolicy, Simulation } from '../../contract/planner.ts';
import { dayOf, isExpired } from '../../robots/expiry/index.ts';
import {
  findDrifts,
  planDates,
  type DatedRobot,
  type DatePlan,
  type Drift,
} from '../../robots/expiry/planner/index.ts';
import { NEVER_EXPIRES } from '../../robots/robot.ts';
import type { Fleet } from '../query/fleet.ts';
import { filterCondition, readQuery } from '../query/filter.ts';
import type { Instances } from '../instances.ts';
import type { Now, PlannedDates } from '../shapes.ts';
import { LEVEL, NEVER } from '../robot-record.ts';

type Scanned = [
  key: number,
  created: number,
  expires: number,
  level: number,
  project: number,
  instance: number,
];

/** Robots whose end matters: the others lock nobody out. */
const WORKING = '-state:disabled,legacy';

/** Robots by day, in the reach of a policy. */
function spreadOf(
  dates: readonly number[],
  { now, today, length }: { now: number; today: number; length: number },
): DateSpread {
  const days = Array.from({ length }, () => 0);
  const spread = { days, expired: 0, later: 0, never: 0 };
  for (const expiresAt of dates) {
    if (expiresAt === NEVER_EXPIRES) spread.never += 1;
    else if (isExpired(expiresAt, now)) spread.expired += 1;
    else {
      const place = (dayOf(expiresAt) ?? Infinity) - today;
      if (place < length) days[place] = (days[place] ?? 0) + 1;
      else spread.later += 1;
    }
  }
  return spread;
}

function countDrifts({ moves }: DatePlan): Simulation['drifts'] {
  const counts: Partial<Record<Drift, number>> = {};
  for (const { drift } of moves) counts[drift] = (counts[drift] ?? 0) + 1;
  return {
    never: 0,
    expired: 0,
    due: 0,
    'too-long': 0,
    weekday: 0,
    date: 0,
    'day-full': 0,
    'project-full': 0,
    ...counts,
  };
}

/** What policies make of the robots of the inventory. */
export function createDatePlans(db: Database, instances: Instances) {
  const projectName = db
    .prepare<[number], string>('SELECT name FROM project WHERE num = ?')
    .pluck();

  // Somebody accepts that these live as long as they do.
  const excepted = db
    .prepare<[number], number>(
      `SELECT k.key FROM state.risk_exception e CROSS JOIN instance i ON i.id = e.instance_id
       CROSS JOIN robot k ON k.instance = i.num AND k.id = e.robot_id
       WHERE e.rule IN ('never-expires', 'expires-far') AND e.ends_at > ?`,
    )
    .pluck();

  /** The robots of a policy, on our clock. Throws `query-invalid`. */
  const robotsOf = ({ query, scope, keep }: ExpiryPolicy, thresholds: Now): DatedRobot[] => {
    const fleet: Fleet = { thresholds, instances: instances.all() };
    const offsets = new Map(fleet.instances.map(({ num, offsetUsed }) => [num, offsetUsed]));
    const fits = filterCondition(readQuery(`${query} ${WORKING}`), scope, fleet, 'rows');
    const scanned = db
      .prepare<unknown[], Scanned>(
        `SELECT r.key, r.created, r.expires, r.level, r.project, r.instance
         FROM robot r WHERE ${fits.sql}`,
      )
      .raw()
      .all(...fits.values);
    const kept = new Set(excepted.all(thresholds.now));
    if (keep.trim() !== '') {
      const left = filterCondition(readQuery(keep), scope, fleet, 'keys');
      const keys = db
        .prepare<unknown[], number>(`SELECT r.key FROM robot r WHERE ${left.sql}`)
        .pluck()
        .all(...left.values);
      for (const key of keys) kept.add(key);
    }
    return scanned.map(([key, created, expires, level, project, instance]): DatedRobot => ({
      key,
      createdAt: created === 0 ? 0 : created - (offsets.get(instance) ?? 0),
      expiresAt: expires === NEVER ? NEVER_EXPIRES : expires,
      project: level === LEVEL.system ? null : project,
      isKept: kept.has(key),
    }));
  };

  const plan = (policy: ExpiryPolicy, thresholds: Now): PlannedDates => {
    const { lifetimeDays } = policy;
    const { now } = thresholds;
    const robots = robotsOf(policy, thresholds);
    const dates = planDates(robots, policy, now);
    const moved = new Map(dates.moves.map(({ robot, to }) => [robot, to?.at]));
    const placed = dates.moves.filter(({ to }) => to !== null).length;
    const span = { now, today: dates.today, length: lifetimeDays + 1 };
    return {
      figures: {
        at: now,
        today: dates.today,
        days: dates.days.length,
        robots: robots.length,
        kept: dates.kept,
        stays: dates.stays,
        moves: placed,
        unplaced: dates.moves.length - placed,
        drifts: countDrifts(dates),
        before: spreadOf(
          robots.map(({ expiresAt }) => expiresAt),
          span,
        ),
        after: spreadOf(
          robots.map((robot) => moved.get(robot) ?? robot.expiresAt),
          span,
        ),
        shortfalls: dates.shortfalls.map((one) =>
          'project' in one
            ? { ...one, project: one.project === null ? '' : (projectName.get(one.project) ?? '') }
            : one,
        ),
      },
      moves: dates.moves.map(({ robot, drift, to }) => ({
        key: robot.key,
        drift,
        to: to?.at ?? null,
        duration: to?.duration ?? null,
      })),
    };
  };

  return {
    plan,
    /** How many robots drifted from a policy: as many as its plan has moves. */
    countDrifts: (policy: ExpiryPolicy, thresholds: Now): number =>
      findDrifts(robotsOf(policy, thresholds), policy, thresholds.now).of.size,
  };
}
