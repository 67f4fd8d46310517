import type { OverviewQuery } from '../contract/robots.ts';
import { CUT_OFF, QUIET_DAYS, QUIET_ROBOTS, unusedRobots } from './last-use.ts';

/** A question about robots whose answer may want a person. */
export interface OverviewQuestion {
  readonly id:
    'cut-off' | 'critical' | 'expired' | 'stale-permissions' | 'quiet' | 'unused' | 'high-risk';
  readonly query: string;
  /** Days that the question is about, where it is about some. */
  readonly days?: number;
}

/** Robots of a high risk, in the query line. */
export const HIGH_RISK = 'risk:critical,high';

/** The queries behind the numbers of an instance, by the fact of it that holds the number. */
export const INSTANCE_QUERIES = {
  robots: '',
  expiringSoon: 'state:expiring',
  expired: 'state:expired',
  neverExpires: 'state:never',
} as const;

/**
 * The queries behind the needs that are about robots.
 * @param unusedDays days without a use after which a robot counts as unused
 */
export const overviewQuestions = (unusedDays: number): readonly OverviewQuestion[] => [
  { id: 'critical', query: 'state:critical -snoozed:yes' },
  { id: 'cut-off', query: CUT_OFF },
  // A robot that somebody switched off is not missed.
  { id: 'expired', query: 'state:expired -state:disabled -snoozed:yes' },
  { id: 'high-risk', query: HIGH_RISK },
  { id: 'stale-permissions', query: 'state:stale-permissions' },
  { id: 'quiet', query: QUIET_ROBOTS, days: QUIET_DAYS },
  { id: 'unused', query: unusedRobots(unusedDays), days: unusedDays },
];

/** What the overview of some instances asks; of all where the scope is empty. */
export const overviewQuery = (
  scope: readonly string[],
  questions: readonly OverviewQuestion[],
): OverviewQuery => ({
  scope: [...scope],
  counted: questions.map(({ query }) => query),
});
