import { AppError } from '../../shared/contract/errors.ts';
import type { ExportPreview, ExportWish } from '../../shared/contract/secret-exports.ts';
import {
  maskedText,
  type OtherChoice,
  type RobotCredential,
} from '../../shared/exports/secrets/index.ts';
import { base64, canWrite, exportError, formatOf, plainText } from './drafts.ts';

type Shape = Pick<ExportWish, 'format' | 'options'>;

/** So much of a text is shown. */
const LONGEST_PREVIEW = 20_000;

const withChoice = ({ format, options }: Shape, { option, value }: OtherChoice): Shape => ({
  format,
  options: { ...options, [option]: value },
});

/**
 * The first of some files, with dots for its secrets; or why one cannot be written, and which
 * formats, or which choice of an option, could carry all of these robots.
 * @param files The robots of each
 */
export function previewOf(
  wish: Shape,
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
    const better = named.filter(
      (id) => id !== wish.format && canWrite({ format: id, options: {} }, files.flat()),
    );
    const other = (refusal.details['instead'] ?? null) as OtherChoice | null;
    const instead =
      other !== null && canWrite(withChoice(wish, other), files.flat()) ? other : null;
    return { text: '', refused: { message: refusal.message, better, instead } };
  }
}
