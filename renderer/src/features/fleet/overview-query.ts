import type { OverviewQuery } from '../../../../shared/contract/robots.ts';
import type { RobotNeed } from './needs.ts';

/** The queries behind the needs that are about robots. */
export const ROBOT_NEEDS: readonly Pick<RobotNeed, 'id' | 'query'>[] = [
  { id: 'critical', query: 'state:critical -snoozed:yes' },
  // A robot that somebody switched off is not missed.
  { id: 'expired', query: 'state:expired -state:disabled -snoozed:yes' },
  { id: 'stale-permissions', query: 'state:stale-permissions' },
];

/** What the overview of some instances asks; of all where the scope is empty. */
export const overviewQuery = (scope: readonly string[]): OverviewQuery => ({
  scope: [...scope],
  counted: ROBOT_NEEDS.map(({ query }) => query),
});
