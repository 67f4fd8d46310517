import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  type Document,
  type ParsedNode,
  type YAMLMap,
} from 'yaml';
import type { z } from 'zod';
import { AppError } from '../contract/app-error.ts';

/** Bytes of a file that are read at most; a megabyte holds some 3 000 robots. */
export const LARGEST_YAML = 8_000_000;

/** Characters of a text that are searched for the place of a mistake in less than a second. */
const QUICKLY_SEARCHED = 1_000_000;

/** Levels within each other; files that people write have fewer than ten. */
const DEEPEST = 64;

/** Columns that a line may be indented by. */
const WIDEST_INDENT = 512;

/** What the lexer says beside the text: the mark of bytes, a document, the end of a flow, a scalar. */
const MARKS: ReadonlySet<string> = new Set(['\ufeff', '\u0002', '\u0018', '\u001f']);

/** Keys that are named in a message; a hostile file may have a million that nobody knows. */
const MOST_NAMED = 5;

/** Problems that are told of one file; who mends these reads it again. */
const MOST_TOLD = 10;

/** Problems that are put in the order of their places: each has to be looked for in the file. */
const MOST_PLACED = 1_000;

interface Place {
  readonly line: number;
  readonly col: number;
}

const atPlace = (message: string, { line, col }: Place): string =>
  `Line ${String(line)}, column ${String(col)}: ${message}`;

const bad = (message: string, place: Place): AppError =>
  new AppError('file-invalid', atPlace(message, place), {
    details: { line: place.line, column: place.col },
  });

/**
 * Looks for levels without end before anything is built of them, because building goes level by
 * level into the stack.
 */
function requireShallow(text: string, linesBefore: number): void {
  let flow = 0;
  let line = 1 + linesBefore;
  let col = 1;
  let items = 0;
  const tooDeep = (): AppError =>
    bad(`More than ${String(DEEPEST)} levels lie within each other here.`, { line, col });
  for (const token of new Lexer().lex(text)) {
    if (MARKS.has(token)) continue;
    if (token === '[' || token === '{') flow += 1;
    else if (token === ']' || token === '}') flow -= 1;
    else if (token === '-' || token === '?') items += 1;
    const isIndent = col === 1 && /^[ \t]+$/.test(token);
    if (flow > DEEPEST || items > DEEPEST || (isIndent && token.length > WIDEST_INDENT)) {
      throw tooDeep();
    }
    const ends = token.split('\n');
    if (ends.length > 1) {
      line += ends.length - 1;
      col = (ends.at(-1)?.length ?? 0) + 1;
      items = 0;
    } else col += token.length;
  }
}

/** Throws where a map has a key twice; the parser's own look at that takes hours for a million keys. */
function requireOnce({ items }: YAMLMap, placeOf: (node: ParsedNode) => Place): void {
  const met = new Set<unknown>();
  for (const { key } of items) {
    if (!isScalar(key)) continue;
    if (met.has(key.value)) throw bad('Map keys must be unique.', placeOf(key as ParsedNode));
    met.add(key.value);
  }
}

/** Aliases could make a short file endless, and levels a walk over it. */
function requirePlain(node: unknown, placeOf: (node: ParsedNode) => Place, depth = 0): void {
  if (isAlias(node)) {
    throw bad('This file uses an alias (*), which is not read. Write the value out.', {
      ...placeOf(node as ParsedNode),
    });
  }
  if (depth > DEEPEST && (isMap(node) || isSeq(node))) {
    throw bad(
      `More than ${String(DEEPEST)} levels lie within each other here.`,
      placeOf(node as ParsedNode),
    );
  }
  if (isPair(node)) {
    requirePlain(node.key, placeOf, depth);
    requirePlain(node.value, placeOf, depth);
  } else if (isMap(node) || isSeq(node)) {
    if (isMap(node)) requireOnce(node, placeOf);
    for (const item of node.items) requirePlain(item, placeOf, depth + 1);
  }
}

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

/** Where a part of a document stands; what is missing stands where it is missed. */
function placeIn(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length -= 1) {
    const node: unknown =
      length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = isScalar(node) || isMap(node) || isSeq(node) ? node.range : null;
    if (range) return range[0];
  }
  return 0;
}

/** A file as its schema has it, and the line of each of its parts. */
export interface ReadYaml<T> {
  readonly value: T;
  /** From 1. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
}

const tooLarge = (what: string, text: string, largest: number): AppError =>
  new AppError(
    'file-invalid',
    `This file is too large for ${what}: it has ${String(Math.ceil(text.length / 1_000_000))} MB, and ${String(Math.floor(largest / 1_000_000))} MB are read at most.`,
  );

/** What a schema found wrong, and where. */
interface Problem {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** What a schema found wrong in a file, once for each of its parts, in the order of its issues. */
function problemsOf({ issues }: z.ZodError, what: string): Problem[] {
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

/**
 * JSON, which is read much faster than YAML; undefined for a text that is none.
 * @param searched characters of a text that may be searched as YAML for what is wrong
 */
function readJson(text: string, searched: number): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // It may still be YAML, and if not, YAML says where it ends to be, in many seconds for 8 MB.
    if (text.length <= searched) return undefined;
    const message = 'This file is damaged, or was cut off: it is not JSON to its end.';
    throw new AppError('file-invalid', message);
  }
}

/**
 * Reads YAML 1.2 or JSON that may come from anybody: no aliases, no tags that run something, no
 * depth, no size that would stop the application. Throws AppError `file-invalid` with line and
 * column of what is wrong.
 * @param what the file should be, for example "a file of definitions"
 * @param largest bytes of JSON; YAML has a limit of its own. What may be larger is written by
 * programs and mended by nobody: in a long one the place of a mistake is not searched for.
 * @param linesBefore lines of the file that stand before this text
 */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  what: string,
  largest = LARGEST_YAML,
  linesBefore = 0,
): ReadYaml<T> {
  if (text.length > largest) throw tooLarge(what, text, largest);
  const searched = largest > LARGEST_YAML ? QUICKLY_SEARCHED : LARGEST_YAML;
  const json = readJson(text, searched);
  if (json !== undefined) {
    const parsed = schema.safeParse(json, { reportInput: true });
    if (parsed.success) return { value: parsed.data, lineOf: () => 1 + linesBefore };
    if (text.length > searched) {
      const told = problemsOf(parsed.error, what).map(({ message }) => message);
      throw manyProblems(told, {});
    }
  }
  if (text.length > LARGEST_YAML) throw tooLarge(what, text, LARGEST_YAML);
  requireShallow(text, linesBefore);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: line + linesBefore, col };
  };
  const placeOf = (node: ParsedNode): Place => placeAt(node.range[0]);
  const [error] = document.errors;
  if (error !== undefined) throw bad(`${error.message}.`, placeAt(error.pos[0]));
  const [strange] = document.warnings;
  if (strange !== undefined) throw bad(`${strange.message}.`, placeAt(strange.pos[0]));
  requirePlain(document.contents, placeOf);
  const parsed = schema.safeParse(document.toJS({ maxAliasCount: 0 }), { reportInput: true });
  if (parsed.success) {
    return {
      value: parsed.data,
      lineOf: (path) => placeAt(placeIn(document, path)).line,
    };
  }
  const problems = problemsOf(parsed.error, what);
  const found = problems
    .slice(0, MOST_PLACED)
    .map(({ message, path }) => ({ message, offset: placeIn(document, path) }))
    .sort((a, b) => a.offset - b.offset)
    .map(({ message, offset }) => ({ message, place: placeAt(offset) }));
  const { line, col } = found[0]?.place ?? placeAt(0);
  throw manyProblems(
    found.map(({ message, place }) => atPlace(message, place)),
    { line, column: col },
    problems.length,
  );
}
