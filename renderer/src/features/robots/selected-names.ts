import { MOST_COPIED } from '../../../../shared/contract/most-copied.ts';
import { AppError, call } from '../../api/index.ts';

/** Rows of one call, as the contract has them. */
const BATCH = 500;

/** Full names of robots, one a line, in the order of the keys; keys no longer known are left out. */
export async function namesOf(keys: readonly number[]): Promise<string> {
  const names: string[] = [];
  let size = 0;
  for (let from = 0; from < keys.length; from += BATCH) {
    const rows = await call('robots.rows', { keys: keys.slice(from, from + BATCH) });
    for (const { name } of rows) {
      names.push(name);
      size += name.length + 1;
    }
    if (size > MOST_COPIED) {
      throw new AppError(
        'invalid-input',
        'These are too many names to copy at once. Select fewer robots.',
      );
    }
  }
  return names.join('\n');
}
