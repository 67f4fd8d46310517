/** A bracket or a sign, the beginning of a string, or another value, after white space. */
const TOKEN =
  /[ \t\r\n]*(?:(?<sign>[{}[\],:])|(?<quote>")|(?<other>(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])))/uy;

/** Characters as they are, or an escape: a pattern of all pieces overflows where there are millions. */
const PIECE = /[ !#-[\]-\u{10ffff}]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/uy;

/** Where a string ends, which begins before `start`; null where it does not. */
function endOfString(text: string, start: number): number | null {
  PIECE.lastIndex = start;
  let end = start;
  while (PIECE.test(text)) end = PIECE.lastIndex;
  return text[end] === '"' ? end + 1 : null;
}

/** What may stand next. */
type Next = 'value' | 'first value' | 'key' | 'first key' | 'colon' | 'comma' | 'nothing';

/** Whether a token may stand where `next` is expected, and what may follow it; null where not. */
function after(next: Next, sign: string, isString: boolean, open: string[]): Next | null {
  const closed = (): Next => (open.length === 0 ? 'nothing' : 'comma');
  const wantsValue = next === 'value' || next === 'first value';
  if (wantsValue && (sign === '{' || sign === '[')) {
    open.push(sign);
    return sign === '{' ? 'first key' : 'first value';
  }
  if (wantsValue && sign === '') return closed();
  if ((next === 'key' || next === 'first key') && isString) return 'colon';
  if (next === 'colon' && sign === ':') return 'value';
  const inside = open.at(-1);
  if (next === 'comma' && sign === ',') return inside === '{' ? 'key' : 'value';
  const mayEnd = next === 'comma' || next === (inside === '{' ? 'first key' : 'first value');
  if (mayEnd && inside !== undefined && sign === (inside === '{' ? '}' : ']')) {
    open.pop();
    return closed();
  }
  return null;
}

/** What is wrong where `next` is expected and something else stands, or nothing. */
function wordsOf(next: Next, inside: string | undefined, there: string): string {
  const end = inside === '{' ? '}' : ']';
  if (there === '')
    return inside === undefined ? 'JSON is missing.' : `The text ends here, without ${end}.`;
  if (there === '/' || there === '#') return 'JSON has no comments.';
  if (next === 'nothing') return 'The JSON ends before this: nothing may follow.';
  if (next === 'comma') return `A comma or ${end} is missing before this.`;
  if (next === 'colon') return 'A colon is missing before this.';
  if (there === '"') {
    return 'This text in quotes does not end in its line, or has a tab or a \\ that JSON does not take.';
  }
  if (there === "'") return 'JSON wants double quotes here.';
  const isAfterComma = next === 'key' || (next === 'value' && inside === '[');
  if (isAfterComma && there === end) return `The comma before this ${end} is one too many.`;
  if (next === 'key' || next === 'first key') return 'A name in double quotes is missing here.';
  if (/[,:}\]]/.test(there)) return 'A value is missing here.';
  return 'This is no value of JSON: text stands in double quotes.';
}

/** Where a text stops being JSON, line and column from 1, and a sentence that holds no part of it. */
export interface BrokenJson {
  readonly line: number;
  readonly col: number;
  readonly words: string;
}

/** Whether a text that may be YAML is meant to be JSON. @param name of its file, '' for none */
export const meansJson = (text: string, name: string): boolean =>
  /^\s*[{[]/.test(text) || /\.json$/i.test(name);

/**
 * What is wrong with a text that should be JSON; null for JSON. The parser of the language does not
 * always say where, and what it says holds a part of the text.
 */
export function brokenJson(text: string): BrokenJson | null {
  const open: string[] = [];
  let next: Next = 'value';
  let end = 0;
  for (;;) {
    TOKEN.lastIndex = end;
    const groups: Partial<Record<string, string>> | undefined = TOKEN.exec(text)?.groups;
    if (groups === undefined) break;
    const isString = groups['quote'] !== undefined;
    const tokenEnd = isString ? endOfString(text, TOKEN.lastIndex) : TOKEN.lastIndex;
    const following = after(next, groups['sign'] ?? '', isString, open);
    if (tokenEnd === null || following === null) break;
    next = following;
    end = tokenEnd;
  }
  const white = /[ \t\r\n]*/y;
  white.lastIndex = end;
  white.exec(text);
  const offset = white.lastIndex;
  if (next === 'nothing' && offset === text.length) return null;
  const before = text.slice(0, offset).split('\n');
  const words = wordsOf(next, open.at(-1), text.charAt(offset));
  return { line: before.length, col: (before.at(-1)?.length ?? 0) + 1, words };
}
