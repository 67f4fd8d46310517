import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import { readYaml } from '../../shared/exports/read-yaml.ts';
import type { FoundCredential } from './found-credential.ts';
import { inLines } from './in-lines.ts';
import { inObjects } from './in-objects.ts';

/** Characters of a text that is looked into. */
export const LARGEST_TEXT = 2_000_000;

/** Credentials that are checked of one text. */
const MOST = 1_000;

/** Documents of a YAML file, one after the other. */
const documentsOf = (text: string): string[] =>
  /^\s*[{[]/.test(text) ? [text] : text.split(/^---(?:[ \t].*)?$/m);

/** What a text is as JSON or YAML; nothing where it is neither. Hostile ones throw. */
function valuesIn(text: string): unknown[] {
  return documentsOf(text)
    .filter((one) => one.trim() !== '')
    .map((one) => readYaml<unknown>(one, z.unknown(), 'a file of credentials').value)
    .filter((value) => typeof value === 'object');
}

const keyOf = ({ host, username, secret }: FoundCredential): string =>
  JSON.stringify([host, username, secret]);

/**
 * Names and secrets of robots in a text that came from anywhere: docker's config file, a Kubernetes
 * Secret, harborapi's and Harbor's own file, an environment file, netrc. Throws AppError
 * `file-invalid` where there is none; its words never hold a part of the text.
 */
export function readCredentials(text: string): FoundCredential[] {
  if (text.length > LARGEST_TEXT) {
    throw new AppError('file-invalid', 'This is too large for a file of credentials.');
  }
  let problem: AppError | null = null;
  let found: FoundCredential[] = [];
  try {
    found = valuesIn(text).flatMap((value) => inObjects(value));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    problem = error;
  }
  if (found.length === 0) found = inLines(text);
  const once = [...new Map(found.map((one) => [keyOf(one), one])).values()];
  if (once.length > 0) return once.slice(0, MOST);
  // The place helps whoever wrote it; its text might be part of a secret.
  const line: unknown = problem?.details['line'];
  const where = typeof line === 'number' ? ` As JSON or YAML it ends in line ${String(line)}.` : '';
  throw new AppError(
    'file-invalid',
    `No name with a secret was found here. Docker's config file, a Kubernetes Secret, the files of harborapi and of Harbor, environment files and netrc are read.${where}`,
  );
}
