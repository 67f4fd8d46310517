import { AppError } from '../../shared/contract/errors.ts';
import { writePrivately } from '../files/atomic-file.ts';
import { standingAt } from './look-at-place.ts';

/**
 * Replaces a file by what was made of it and shown. A crash leaves the old one or the new one,
 * whole. Throws AppError `conflict` where it is not as it was shown any more.
 *
 * @param temporary A name in the same folder, under which it is written first
 * @param before What it held when it was shown.
 */
export async function writeMerged(
  path: string,
  temporary: string,
  before: string,
  text: string,
): Promise<void> {
  const now = await standingAt(path);
  if (now.kind !== 'file' || now.text !== before) {
    const message = `${path} was changed since it was shown. Look at it again.`;
    throw new AppError('conflict', message, { details: { file: path } });
  }
  await writePrivately(path, text, temporary);
}
