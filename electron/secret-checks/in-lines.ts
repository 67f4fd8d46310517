import { hostOf } from '../instances/instances-at.ts';
import type { FoundCredential } from './found-credential.ts';

/** A value of a line of an environment file, without the quotes around it. */
function unquoted(text: string): string {
  const value = text.trim();
  const quote = value.charAt(0);
  if ((quote === "'" || quote === '"') && value.length > 1 && value.endsWith(quote)) {
    const inner = value.slice(1, -1);
    return quote === '"' ? inner.replace(/\\(["\\$`])/g, '$1') : inner;
  }
  return value.replace(/\\\$/g, '$');
}

// What is looked for stays within a line, and the spaces around a value are taken off later: a text
// of nothing but white space would take hours otherwise.
const LINE = /^\s*(?:export\s+|set\s+|\$env:)?([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/;
const NAME = /^(.*?)_?(?:USERNAME|USER|LOGIN)$/i;
const SECRET = /^(.*?)_?(?:PASSWORD|PASS|SECRET|TOKEN)$/i;
const HOST = /^(.*?)_?(?:REGISTRY|URL|HOST|SERVER)$/i;

/** Variables that belong together by what stands before USERNAME and PASSWORD: `HARBOR_…`. */
function inVariables(text: string): FoundCredential[] {
  const groups = new Map<
    string,
    { username?: string; secret?: string; host?: string; line: number }
  >();
  text.split(/\r?\n/).forEach((line, index) => {
    const [, key = '', value = ''] = LINE.exec(line) ?? [];
    const put = (pattern: RegExp, field: 'username' | 'secret' | 'host'): boolean => {
      const prefix = pattern.exec(key)?.[1]?.toLowerCase();
      if (prefix === undefined) return false;
      const group = groups.get(prefix) ?? { line: index + 1 };
      groups.set(prefix, { ...group, [field]: group[field] ?? unquoted(value) });
      return true;
    };
    if (key !== '') void (put(NAME, 'username') || put(SECRET, 'secret') || put(HOST, 'host'));
  });
  return [...groups.values()].flatMap(({ username = '', secret = '', host = '', line }) =>
    username === '' || secret === ''
      ? []
      : [{ host: hostOf(host), username, secret, place: `line ${String(line)}` }],
  );
}

/** A word of a netrc file, which may be quoted. */
const word = (text: string): string =>
  text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;

function inNetrc(text: string): FoundCredential[] {
  const words = [...text.matchAll(/"(?:[^"\\]|\\.)*"|\S+/g)].map(([found]) => found);
  const found: FoundCredential[] = [];
  let host = '';
  let username = '';
  words.forEach((name, index) => {
    const value = word(words[index + 1] ?? '');
    if (name === 'machine') [host, username] = [value, ''];
    else if (name === 'login') username = value;
    else if (name === 'password' && host !== '' && username !== '' && value !== '') {
      found.push({ host: hostOf(host), username, secret: value, place: host });
    }
  });
  return found;
}

/** Credentials in what is neither JSON nor YAML: environment files and netrc. */
export const inLines = (text: string): FoundCredential[] =>
  /^[ \t]*machine\s+\S+/m.test(text) ? inNetrc(text) : inVariables(text);
