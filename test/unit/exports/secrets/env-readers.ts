/** Readers of environment files, each after the program that reads it. */

type Values = Record<string, string>;

const ESCAPED: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

/** Expands `$name` as compose's template does; `$$` is one dollar. */
const interpolate = (text: string): string =>
  text.replace(/\$\$|\$\{[^}]*\}|\$[A-Za-z_]\w*/g, (found) => (found === '$$' ? '$' : ''));

/**
 * compose-go dotenv/parser.go: quoted values keep a backslash unless it stands before their quote;
 * double quotes then expand escapes and variables.
 */
export function composeFile(text: string): Values {
  const values: Values = {};
  let rest = text;
  while (rest !== '') {
    const key = /^\s*(\w+)=/.exec(rest);
    if (key === null) break;
    rest = rest.slice(key[0].length);
    const quote = rest[0];
    if (quote !== "'" && quote !== '"') throw new Error('a value without quotes');
    let value = '';
    let isEscape = false;
    let at = 1;
    for (; at < rest.length; at += 1) {
      const sign = rest[at] ?? '';
      if (sign !== quote) {
        if (!isEscape && sign === '\\') {
          isEscape = true;
          continue;
        }
        if (isEscape) value += '\\';
        isEscape = false;
        value += sign;
        continue;
      }
      if (!isEscape) break;
      isEscape = false;
      value += sign;
    }
    if (at >= rest.length) throw new Error('the quote does not end');
    rest = rest.slice(at + 1);
    if (!/^\s*(?:\n|$)/.test(rest)) throw new Error('something stands after the value');
    const unescaped = value.replace(/\\([abcfnrtv$"\\])/g, (_all, sign: string) =>
      sign === '$' ? '$$' : (ESCAPED[sign] ?? sign),
    );
    values[key[1] ?? ''] = quote === '"' ? interpolate(unescaped) : value;
  }
  return values;
}

/** docker/cli opts/file.go with bufio.ScanLines: the rest of the line, but for a \r at its end. */
export function dockerRunFile(text: string): Values {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  return Object.fromEntries(
    lines
      .map((line) => line.replace(/^[ \t]+/, ''))
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** systemd src/basic/env-file.c, for values in double quotes; control characters are refused. */
export function systemdFile(text: string): Values {
  const values: Values = {};
  const entry = /(\w+)="((?:\\[\s\S]|[^"\\])*)"\n/y;
  for (let found = entry.exec(text); found !== null; found = entry.exec(text)) {
    const value = (found[2] ?? '').replace(/\\([\s\S])/g, (both, sign: string) => {
      if (sign === '\n') return '';
      return '"\\`$'.includes(sign) ? sign : both;
    });
    if (/[\x00-\x08\x0B-\x1F\x7F]/.test(value)) throw new Error('a control character');
    values[found[1] ?? ''] = value;
    if (entry.lastIndex === text.length) return values;
  }
  throw new Error('something is left over');
}

/**
 * GNU Make (read.c, "Parsing Makefiles" in its manual): a value ends at `#` but for an escaped one,
 * loses spaces before it, and is expanded. Whatever would expand to anything is an error here.
 */
export function makeFile(text: string): Values {
  const lines = text.split('\n').slice(0, -1);
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = '', raw = ''] = /^export (\w+) :=(.*)$/s.exec(line) ?? [];
      if (name === '' || /\\$/.test(raw)) throw new Error('no line of its own');
      const kept = raw.replace(/(\\*)#/g, (_all, before: string) => {
        if (before.length % 2 === 0) throw new Error('a comment');
        return `${'\\'.repeat((before.length - 1) / 2)}#`;
      });
      const value = kept.replace(/^[ \t\v\f]+/, '').replace(/\$(?:\$|\(\)|)/g, (found) => {
        if (found === '$') throw new Error('a variable');
        return found === '$$' ? '$' : '';
      });
      return [name, value];
    }),
  );
}

/** Values of YAML as compose-go's template/template.go expands them; a variable is an error here. */
export const composeYamlValues = (values: Readonly<Record<string, string>>): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      value.replace(/\$\$?/g, (found) => {
        if (found === '$') throw new Error('a variable');
        return '$';
      }),
    ]),
  );
