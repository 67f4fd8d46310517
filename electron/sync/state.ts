import type { AppError } from '../../shared/contract/errors.ts';
import type { InstanceState, SyncProgress } from '../../shared/contract/instances.ts';
import { STALE_AFTER } from './limits.ts';

/** What is known about the syncs of one instance. Times are epoch seconds on our clock. */
export interface Condition {
  /** End of the last whole reading, null before the first. */
  readonly asOf: number | null;
  readonly running: boolean;
  /** How the last sync failed; null if it did not. `since` is when the first of a row failed. */
  readonly failure: {
    readonly state: InstanceState;
    readonly error: AppError | null;
    readonly since: number;
  } | null;
}

/** The state of an instance as others see it. */
export interface SyncState {
  readonly state: InstanceState;
  readonly error: AppError | null;
  /** Epoch seconds since when the instance fails, null where it does not. */
  readonly since: number | null;
  readonly asOf: number | null;
  readonly progress: SyncProgress | null;
}

/** An instance that was never read and never failed. */
export const NEVER_SYNCED: Condition = { asOf: null, running: false, failure: null };

/**
 * The state that a condition means at a moment (epoch seconds): syncing before failed, failed
 * before stale (older than 24 hours), stale before fresh.
 */
export function stateAt(
  condition: Condition,
  progress: SyncProgress | null,
  now: number,
): SyncState {
  const { asOf, failure, running } = condition;
  const error = running ? null : (failure?.error ?? null);
  const since = failure?.since ?? null;
  return { state: nameOf(condition, now), error, since, asOf, progress: running ? progress : null };
}

function nameOf({ asOf, running, failure }: Condition, now: number): InstanceState {
  if (running) return 'syncing';
  if (failure !== null) return failure.state;
  if (asOf === null) return 'never-synced';
  return now - asOf > STALE_AFTER ? 'stale' : 'fresh';
}

/** The condition after one more failure; a row of equal failures keeps its beginning. */
export function afterFailure(
  condition: Condition,
  state: InstanceState,
  error: AppError | null,
  now: number,
): Condition {
  const since = condition.failure?.state === state ? condition.failure.since : now;
  return { ...condition, running: false, failure: { state, error, since } };
}
