import type { RobotRow } from '../../../../../shared/contract/robots.ts';
import { NEVER_EXPIRES } from '../../../../../shared/robots/robot.ts';
import { absoluteTime, relativeTime } from '../../../ui/time.ts';
import type { ColumnId } from './columns.ts';
import { lastUseHint, lastUseWords } from '../last-use-words.ts';
import { findingWords } from '../../risk/risk-words.ts';
import { placeWords } from '../robot-words.ts';

const since = (epoch: number, now: number): string => (epoch === 0 ? '' : relativeTime(epoch, now));

/**
 * The words in a plain cell.
 * @param now epoch seconds
 */
export function cellWords(row: RobotRow, id: ColumnId, now: number): string {
  switch (id) {
    case 'project':
      return placeWords(row);
    case 'permissions':
      return row.permissions;
    case 'expires':
      return row.expiresAt === NEVER_EXPIRES ? 'never' : relativeTime(row.expiresAt, now);
    case 'expires-on':
      return row.expiresAt === NEVER_EXPIRES ? '' : absoluteTime(row.expiresAt);
    case 'owner':
      return row.owner;
    case 'seen':
      return lastUseWords(row.lastUse, now);
    case 'creator':
      return row.createdBy;
    case 'created':
      return since(row.createdAt, now);
    case 'updated':
      return since(row.updatedAt, now);
    case 'tags':
      return row.tags.join(', ');
    // These are drawn by the row itself.
    case 'state':
    case 'risk':
    case 'name':
    case 'instance':
      return '';
  }
}

/** What pointing at a cell says beside what it shows, or ''. */
export function cellHint(row: RobotRow, id: ColumnId): string {
  if (id === 'risk') return findingWords(row);
  if (id === 'expires' && row.expiresAt !== NEVER_EXPIRES) return absoluteTime(row.expiresAt);
  if (id === 'seen') return lastUseHint(row.lastUse);
  if (id === 'created' && row.createdAt > 0) return absoluteTime(row.createdAt);
  if (id === 'updated' && row.updatedAt > 0) return absoluteTime(row.updatedAt);
  return '';
}
