import type { OverviewQuery } from '../../../../shared/contract/robots.ts';
import {
  CUT_OFF,
  QUIET_DAYS,
  QUIET_ROBOTS,
  unusedRobots,
} from '../../../../shared/robots/last-use.ts';
import type { RobotNeed } from './needs/need.ts';

type Question = Omit<RobotNeed, 'counts'>;

/**
 * The queries behind the needs that are about robots.
 * @param unusedDays days without a use after which a robot counts as unused
 */
export const robotNeeds = (unusedDays: number): readonly Question[] => [
  { id: 'critical', query: 'state:critical -snoozed:yes' },
  { id: 'cut-off', query: CUT_OFF },
  // A robot that somebody switched off is not missed.
  { id: 'expired', query: 'state:expired -state:disabled -snoozed:yes' },
  { id: 'high-risk', query: 'risk:critical,high' },
  { id: 'stale-permissions', query: 'state:stale-permissions' },
  { id: 'quiet', query: QUIET_ROBOTS, days: QUIET_DAYS },
  {
    id: 'unused',
    query: unusedRobots(unusedDays),
    days: unusedDays,
  },
];

/** What the overview of some instances asks; of all where the scope is empty. */
export const overviewQuery = (
  scope: readonly string[],
  questions: readonly Question[],
): OverviewQuery => ({
  scope: [...scope],
  counted: questions.map(({ query }) => query),
});
