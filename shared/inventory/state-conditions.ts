import { bucketSpan, SECONDS_PER_DAY, type ExpiryBucket } from '../robots/expiry.ts';
import type { QueryState } from '../robots/query/fields.ts';
import type { Thresholds } from '../robots/status.ts';
import { condition, type Condition } from './conditions.ts';
import { FLAG, NEVER, STANDING } from './robot-record.ts';

const flag = (bit: number): Condition => condition(`(r.flags & ${bit}) <> 0`);

/** Plain robots that expire after one moment and until another. */
function plain(after: number, until: number): Condition {
  return condition(
    `(r.standing = ${STANDING.plain} AND r.expires > ? AND r.expires <= ?)`,
    after,
    until,
  );
}

/** Robots of which a word of `state:` holds; the words of stateOf in shared/robots/status.ts. */
export function stateCondition(state: QueryState, thresholds: Thresholds): Condition {
  const { now, criticalDays, soonDays } = thresholds;
  const critical = now + criticalDays * SECONDS_PER_DAY;
  const soon = Math.max(critical, now + soonDays * SECONDS_PER_DAY);
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
      return plain(now, critical);
    case 'soon':
      return plain(critical, soon);
    case 'expiring':
      return plain(now, soon);
    case 'active':
      return plain(soon, NEVER);
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
