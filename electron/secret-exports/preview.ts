import { AppError } from '../../shared/contract/errors.ts';
import type { ExportPreview, ExportWish } from '../../shared/contract/secret-exports.ts';
import { maskedText, type RobotCredential } from '../../shared/exports/secrets/index.ts';
import { base64, canWrite, exportError, formatOf, plainText } from './drafts.ts';

/** So much of a text is shown. */
const LONGEST_PREVIEW = 20_000;

/**
 * The first of some files, with dots for its secrets; or why one cannot be written, and which
 * formats could carry all of these robots.
 * @param files The robots of each
 */
export function previewOf(
  wish: Pick<ExportWish, 'format' | 'options'>,
  files: readonly (readonly RobotCredential[])[],
): ExportPreview {
  try {
    for (const robots of files) plainText(wish, robots);
    const text = maskedText(formatOf(wish), files[0] ?? [], wish.options, base64);
    return {
      text: text.length > LONGEST_PREVIEW ? `${text.slice(0, LONGEST_PREVIEW)}\n…` : text,
      refused: null,
    };
  } catch (error) {
    const refusal = exportError(error);
    if (!(refusal instanceof AppError) || refusal.code !== 'not-allowed') throw error;
    const named = (refusal.details['better'] ?? []) as string[];
    const better = named.filter((id) => canWrite({ format: id, options: {} }, files.flat()));
    return { text: '', refused: { message: refusal.message, better } };
  }
}
