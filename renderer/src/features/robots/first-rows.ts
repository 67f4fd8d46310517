import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { call, callAhead, keepAhead, takeAhead } from '../../api/index.ts';
import { queryOf } from './address.ts';
import type { RobotsPlace } from './address.ts';

const KEPT = 'rows at the top';

/** More rows than are in sight at the top of most windows. */
const ROWS = 48;

/** Asks what the robots page will ask for this place, and for the rows at its top. */
export async function askFirstRows(place: RobotsPlace): Promise<void> {
  void callAhead('views.list');
  const { keys } = await callAhead('robots.query', queryOf(place));
  keepAhead(KEPT, await call('robots.rows', { keys: [...keys.subarray(0, ROWS)] }));
}

/** The rows that were asked for ahead; none for any page but the first of a start. */
export function takeFirstRows(): readonly RobotRow[] {
  return (takeAhead(KEPT) as readonly RobotRow[] | undefined) ?? [];
}
