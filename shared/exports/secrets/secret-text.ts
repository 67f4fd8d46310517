import { CannotExport } from './cannot-export.ts';
import { type RobotCredential, whyNoLogin } from './credential.ts';
import { type OptionValues, readOptions } from './options.ts';
import type { SecretFormat, Writing } from './secret-format.ts';

/** What stands for a secret where a text is only looked at. */
const MASK = '••••••••';

/**
 * The text of these robots in this format.
 *
 * @param base64 Encodes UTF-8; differs between the processes that call this.
 * @throws CannotExport
 */
export function secretText(
  format: SecretFormat,
  robots: readonly RobotCredential[],
  options: OptionValues,
  base64: Writing['base64'],
): string {
  if (format.robots === 'one' && robots.length !== 1) {
    throw new CannotExport(`${format.title} takes one robot: save one file for each.`);
  }
  for (const robot of robots) {
    const why = whyNoLogin(robot);
    if (why !== null) throw new CannotExport(why);
  }
  return format.write({ robots, options: readOptions(format.options, options), base64 });
}

/** The same text with dots for each secret, and for everything that a secret is encoded into. */
export const maskedText = (
  format: SecretFormat,
  robots: readonly RobotCredential[],
  options: OptionValues,
  base64: Writing['base64'],
): string =>
  secretText(
    format,
    robots.map((robot) => ({ ...robot, secret: MASK })),
    options,
    (text) => (text.includes(MASK) ? MASK : base64(text)),
  );

/**
 * What the text of one robot is called where it is brought to; null where it has no name, or cannot
 * be written at all.
 */
export function nameThere(
  format: SecretFormat,
  robot: RobotCredential,
  options: OptionValues,
  base64: Writing['base64'],
): string | null {
  try {
    const read = readOptions(format.options, options);
    return format.nameThere?.({ robots: [robot], options: read, base64 }) ?? null;
  } catch (error) {
    if (error instanceof CannotExport) return null;
    throw error;
  }
}
