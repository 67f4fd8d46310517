import {
  bucketSpan,
  limitGroups,
  SECONDS_PER_DAY,
  type ExpiryBucket,
  type Limits,
} from '../../robots/expiry/index.ts';
import type { QueryState } from '../../robots/query/fields.ts';
import { all, any, condition, type Condition } from './conditions.ts';
import type { Fleet } from './fleet.ts';
import { FLAG, NEVER, STANDING } from '../robot-record.ts';

const flag = (bit: number): Condition => condition(`(r.flags & ${bit}) <> 0`);

/** Plain robots that expire after one moment and until another. */
function plain(after: number, until: number): Condition {
  return condition(
    `(r.standing = ${STANDING.plain} AND r.expires > ? AND r.expires <= ?)`,
    after,
    until,
  );
}

/** Robots of which a word holds that depends on the limits of their instance. */
function limited({ thresholds, instances }: Fleet, of: (limits: Limits) => Condition): Condition {
  const groups = limitGroups(thresholds, instances);
  const [only] = groups;
  if (only === undefined) return of(thresholds);
  if (groups.length === 1) return of(only.limits);
  return any(
    groups.map((group) =>
      all([
        of(group.limits),
        condition(`r.instance IN (${group.instances.map(({ num }) => num).join(', ')})`),
      ]),
    ),
  );
}

/** Robots of which a word of `state:` holds; the words of stateOf in shared/robots/status.ts. */
export function stateCondition(state: QueryState, fleet: Fleet): Condition {
  const { now } = fleet.thresholds;
  const critical = ({ criticalDays }: Limits): number => now + criticalDays * SECONDS_PER_DAY;
  const soon = (limits: Limits): number =>
    Math.max(critical(limits), now + limits.soonDays * SECONDS_PER_DAY);
  switch (state) {
    case 'gone':
      return condition(`r.standing = ${STANDING.gone}`);
    case 'legacy':
      return flag(FLAG.legacy);
    case 'disabled':
      return flag(FLAG.disabled);
    case 'expired':
      return condition('r.expires <= ?', now);
    case 'critical':
      return limited(fleet, (limits) => plain(now, critical(limits)));
    case 'soon':
      return limited(fleet, (limits) => plain(critical(limits), soon(limits)));
    case 'expiring':
      return limited(fleet, (limits) => plain(now, soon(limits)));
    case 'active':
      return limited(fleet, (limits) => plain(soon(limits), NEVER));
    case 'never':
      return condition(`r.expires = ${NEVER}`);
    case 'no-permissions':
      return flag(FLAG.noPermissions);
    case 'stale-permissions':
      return flag(FLAG.stalePermissions);
  }
}

/** Robots whose expiry falls into a bucket. */
export function bucketCondition(bucket: ExpiryBucket, now: number): Condition {
  const span = bucketSpan(bucket, now);
  if (span === null) return condition(`r.expires = ${NEVER}`);
  const until = Math.min(span.until, NEVER - 1);
  return span.after === -Infinity
    ? condition('r.expires <= ?', until)
    : condition('(r.expires > ? AND r.expires <= ?)', span.after, until);
}
