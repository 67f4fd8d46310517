import { AppError } from '../../shared/contract/errors.ts';
import type { Encryption, ExportWish } from '../../shared/contract/secret-exports.ts';
import {
  CannotExport,
  modeOf,
  secretFormat,
  secretText,
  type RobotCredential,
  type SecretFormat,
} from '../../shared/exports/secrets/index.ts';
import type { OutgoingRobot } from './credentials.ts';
import { encrypt } from './encrypt.ts';

/** UTF-8 as Base64, standard alphabet, on one line. */
export const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

/** The format of a wish. Throws `unknown-item`. */
export function formatOf({ format: id }: Pick<ExportWish, 'format'>): SecretFormat {
  const format = secretFormat(id);
  if (format !== null) return format;
  throw new AppError('unknown-item', 'Purser does not know this format. Choose another one.');
}

/** A refusal of a format as an error of the contract; other errors as they are. */
export const exportError = (error: unknown): unknown =>
  error instanceof CannotExport
    ? new AppError('not-allowed', error.message, {
        details: { better: error.better, instead: error.instead },
      })
    : error;

/** A text that is ready to be written, and whose it is. */
export interface Draft {
  readonly text: string;
  readonly mode: number;
  readonly robots: readonly OutgoingRobot[];
}

/** The name of a file with the ending of what is encrypted. */
export const nameOf = (name: string, { kind }: Encryption): string =>
  kind === 'none' ? name : `${name}.age`;

/** The text of these robots in the format that is wished, plain. Throws `not-allowed`. */
export function plainText(
  wish: Pick<ExportWish, 'format' | 'options'>,
  robots: readonly RobotCredential[],
): string {
  try {
    return secretText(formatOf(wish), robots, wish.options, base64);
  } catch (error) {
    throw exportError(error);
  }
}

/** Whether a format can carry these robots, one file each where it takes one. */
export function canWrite(
  wish: Pick<ExportWish, 'format' | 'options'>,
  robots: readonly RobotCredential[],
): boolean {
  const isMany = formatOf(wish).robots === 'many';
  try {
    for (const group of isMany ? [robots] : robots.map((robot) => [robot])) plainText(wish, group);
    return true;
  } catch {
    return false;
  }
}

/** A text that is ready to be written. Throws `not-allowed`, and `invalid-input` for recipients. */
export async function draftOf(
  wish: Pick<ExportWish, 'format' | 'options'> & { readonly encryption: Encryption },
  robots: readonly OutgoingRobot[],
): Promise<Draft> {
  const text = await encrypt(plainText(wish, robots), wish.encryption);
  return { text, mode: modeOf(formatOf(wish)), robots };
}
