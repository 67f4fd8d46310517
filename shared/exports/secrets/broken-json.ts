/** A bracket or a sign, a string, or another value, after white space. */
const TOKEN =
  /[ \t\r\n]*(?:(?<sign>[{}[\],:])|(?<string>"[ !#-[\]-\u{10ffff}]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[ !#-[\]-\u{10ffff}]*)*")|(?<other>(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])))/uy;

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

/**
 * Where a text stops being JSON, line and column from 1; null for JSON. The parser of the language
 * does not always say, and what it says holds a part of the text.
 */
export function brokenAt(text: string): { readonly line: number; readonly column: number } | null {
  const open: string[] = [];
  let next: Next = 'value';
  let end = 0;
  for (;;) {
    TOKEN.lastIndex = end;
    const found: RegExpExecArray | null = TOKEN.exec(text);
    const { sign = '', string } = found?.groups ?? {};
    const following: Next | null =
      found === null ? null : after(next, sign, string !== undefined, open);
    if (found === null || following === null) break;
    next = following;
    end = TOKEN.lastIndex;
  }
  const white = /[ \t\r\n]*/y;
  white.lastIndex = end;
  white.exec(text);
  const offset = white.lastIndex;
  if (next === 'nothing' && offset === text.length) return null;
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
