import { z } from 'zod';
import type { KeptElsewhere } from '../../shared/contract/check-calls.ts';
import { AppError } from '../../shared/contract/errors.ts';
import { brokenJson, meansJson } from '../../shared/exports/broken-json.ts';
import { atPlace } from '../../shared/exports/file-problems.ts';
import { readYaml } from '../../shared/exports/read-yaml.ts';
import { yamlDocuments } from '../../shared/exports/yaml-documents.ts';
import type { FoundCredential } from './found-credential.ts';
import { inLines } from './in-lines.ts';
import { inObjects } from './in-objects.ts';
import { inStores } from './in-stores.ts';

/** Characters of a text that is looked into. */
export const LARGEST_TEXT = 2_000_000;

/** What a text is as JSON or YAML; nothing where it is neither. Hostile ones throw. */
function valuesIn(text: string, name: string): unknown[] {
  return yamlDocuments(text)
    .filter((one) => one.text.trim() !== '')
    .map(({ text: one, linesBefore }) => {
      const source = {
        what: 'a file of credentials',
        name,
        largest: LARGEST_TEXT,
        linesBefore,
      };
      return readYaml<unknown>(one, z.unknown(), source).value;
    })
    .filter((value) => typeof value === 'object');
}

/** Where a text is no JSON or YAML; what YAML's parser says might hold a part of a secret. */
function whereBroken(text: string, name: string, problem: AppError | null): string {
  const { line, column } = problem?.details ?? {};
  if (typeof line !== 'number') return '';
  const broken = meansJson(text, name) ? brokenJson(text) : null;
  return broken === null
    ? ` As YAML it cannot be read from line ${String(line)}, column ${String(column)} on.`
    : ` ${atPlace(broken.words, broken)}`;
}

const keyOf = ({ host, username, secret }: FoundCredential): string =>
  JSON.stringify([host, username, secret]);

/** What a text holds. */
export interface ReadCredentials {
  readonly credentials: readonly FoundCredential[];
  /** Logins that are not in it, but in a program that it names. */
  readonly elsewhere: readonly KeptElsewhere[];
}

/**
 * Names and secrets of robots in a text that came from anywhere: docker's config file, a Kubernetes
 * Secret, harborapi's and Harbor's own file, an environment file, netrc. Throws AppError
 * `file-invalid` where there is none and it names no program that keeps them; its words never hold a part of the text.
 * @param name '' for a text that is of no file
 */
export function readCredentials(text: string, name = ''): ReadCredentials {
  if (text.length > LARGEST_TEXT) {
    throw new AppError('file-invalid', 'This is too large for a file of credentials.');
  }
  let problem: AppError | null = null;
  let found: FoundCredential[] = [];
  let elsewhere: KeptElsewhere[] = [];
  try {
    const values = valuesIn(text, name);
    found = values.flatMap((value) => inObjects(value));
    elsewhere = values.flatMap(inStores);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    problem = error;
  }
  if (found.length === 0 && elsewhere.length === 0) found = inLines(text);
  const credentials = [...new Map(found.map((one) => [keyOf(one), one])).values()];
  if (credentials.length > 0 || elsewhere.length > 0) return { credentials, elsewhere };
  throw new AppError(
    'file-invalid',
    `No name with a secret was found here. Docker's config file, a Kubernetes Secret, the files of harborapi and of Harbor, environment files and netrc are read.${whereBroken(text, name, problem)}`,
  );
}
