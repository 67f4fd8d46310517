import type { z } from 'zod';
import { AppError } from '../contract/app-error.ts';

/** Keys that are named in a message; a hostile file may have a million that nobody knows. */
const MOST_NAMED = 5;

/** Problems that are told of one file; who mends these reads it again. */
const MOST_TOLD = 10;

/** From 1. */
export interface Place {
  readonly line: number;
  readonly col: number;
}

/** A sentence with the place that it is about before it. */
export const atPlace = (message: string, { line, col }: Place): string =>
  `Line ${String(line)}, column ${String(col)}: ${message}`;

/** What people call what a schema expects. */
const KINDS: Readonly<Record<string, string>> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
};

/** What a schema found, in words that say what stands there. */
function issueWords(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    const named = issue.keys.slice(0, MOST_NAMED).map((key) => `“${key}”`);
    const more = issue.keys.length - named.length;
    const rest = more > 0 ? ` and ${String(more)} more` : '';
    return `${named.join(', ')}${rest} ${issue.keys.length === 1 ? 'is' : 'are'} not known here.`;
  }
  if (issue.code === 'invalid_type') {
    const wanted = KINDS[issue.expected] ?? issue.expected;
    return issue.input === undefined
      ? `This is missing: it should be ${wanted}.`
      : `This should be ${wanted}.`;
  }
  if (issue.code === 'too_small') return `This should have at least ${String(issue.minimum)}.`;
  if (issue.code === 'too_big') return `This should have at most ${String(issue.maximum)}.`;
  return issue.message;
}

/** What a schema found wrong, and where. */
export interface Problem {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** What a schema found wrong in a file, once for each of its parts, in the order of its issues. */
export function problemsOf({ issues }: z.ZodError, what: string): Problem[] {
  // Of a file of another kind nothing else is worth saying.
  const other = issues.find(
    ({ path, input }) => path.join('.') === 'format' && input !== undefined,
  );
  const found = (other === undefined ? issues : [other]).map((issue) => {
    if (issue.path.length === 0 && issue.code === 'invalid_type') {
      return { message: `This is not ${what}.`, path: [] };
    }
    const where = issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')}: `;
    const keys = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
    return { message: `${where}${issueWords(issue)}`, path: [...issue.path, ...keys] };
  });
  const parts = new Set<string>();
  return found.filter(({ path }) => {
    const part = JSON.stringify(path);
    return !parts.has(part) && parts.add(part);
  });
}

/**
 * Problems of a file as one error of the lines that say them.
 * @param told in order, at least one
 * @param total how many there are, where not all are in `told`
 */
export function manyProblems(
  told: readonly string[],
  details: Readonly<Record<string, unknown>>,
  total = told.length,
): AppError {
  const rest = total - MOST_TOLD;
  const more = rest > 0 ? [`And ${String(rest)} more.`] : [];
  return new AppError('file-invalid', [...told.slice(0, MOST_TOLD), ...more].join('\n'), {
    details,
  });
}
