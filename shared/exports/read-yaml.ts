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
import { brokenJson, meansJson } from './broken-json.ts';
import { atPlace, manyProblems, type Place, problemsOf } from './file-problems.ts';

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

/** Problems that are put in the order of their places: each has to be looked for in the file. */
const MOST_PLACED = 1_000;

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

/** JSON, which is read much faster than YAML; undefined for a text that is none. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a text should be, and where it comes from. */
export interface YamlSource {
  /** For example "a file of definitions". */
  readonly what: string;
  /** Of its file: one that ends in .json is meant to be JSON. */
  readonly name?: string;
  /**
   * Bytes of JSON; YAML has a limit of its own. What may be larger is written by programs and
   * mended by nobody: in a long one the place of what its schema finds is not searched for.
   */
  readonly largest?: number;
  /** Lines of the file that stand before this text. */
  readonly linesBefore?: number;
}

/**
 * Reads YAML 1.2 or JSON that may come from anybody: no aliases, no tags that run something, no
 * depth, no size that would stop the application. Throws AppError `file-invalid` with line and
 * column of what is wrong, in JSON's words for what is meant to be JSON.
 */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  { what, name = '', largest = LARGEST_YAML, linesBefore = 0 }: YamlSource,
): ReadYaml<T> {
  if (text.length > largest) throw tooLarge(what, text, largest);
  const placeHere = ({ line, col }: Place): Place => ({ line: line + linesBefore, col });
  const requireJson = (): void => {
    const broken = brokenJson(text);
    if (broken !== null) throw bad(broken.words, placeHere(broken));
  };
  const isLong = text.length > (largest > LARGEST_YAML ? QUICKLY_SEARCHED : LARGEST_YAML);
  const isMeantAsJson = meansJson(text, name);
  const json = isMeantAsJson ? readJson(text) : undefined;
  if (json !== undefined) {
    const parsed = schema.safeParse(json, { reportInput: true });
    if (parsed.success) return { value: parsed.data, lineOf: () => 1 + linesBefore };
    if (isLong) {
      const told = problemsOf(parsed.error, what).map(({ message }) => message);
      throw manyProblems(told, {});
    }
  } else if (isMeantAsJson && isLong) requireJson();
  if (text.length > LARGEST_YAML) throw tooLarge(what, text, LARGEST_YAML);
  requireShallow(text, linesBefore);
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const placeAt = (offset: number): Place => placeHere(lines.linePos(offset));
  const placeOf = (node: ParsedNode): Place => placeAt(node.range[0]);
  if (json === undefined) {
    const [error] = [...document.errors, ...document.warnings];
    // What is not quite JSON may still be YAML.
    if (error !== undefined && isMeantAsJson) requireJson();
    if (error !== undefined) throw bad(`${error.message}.`, placeAt(error.pos[0]));
    requirePlain(document.contents, placeOf);
  }
  const value: unknown = json ?? document.toJS({ maxAliasCount: 0 });
  const parsed = schema.safeParse(value, { reportInput: true });
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
