/** Readers of lists, of netrc and of HCL. */

/** RFC 4180: cells in quotes, quotes doubled, lines by CRLF. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text);
    if (found === null) throw new Error('not a cell');
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Words between white space, as all readers of netrc take them where no quote begins one. */
export function netrcTokens(text: string): { name: string; secret: string }[] {
  const words = text.split(/[ \t\r\n]+/).filter((word) => word !== '');
  const found: { name: string; secret: string }[] = [];
  for (let at = 0; at < words.length; at += 6) {
    const [machine, , login, name = '', password, secret = ''] = words.slice(at, at + 6);
    if (machine !== 'machine' || login !== 'login' || password !== 'password') {
      throw new Error('not netrc');
    }
    if (/^["#\\]/.test(name) || /^["#\\]/.test(secret)) throw new Error('a comment or a quote');
    found.push({ name, secret });
  }
  return found;
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  '\\': '\\',
};

/** Attributes with quoted strings (hclsyntax: templates are found before escapes are read). */
export function hclValues(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const line = /(\w+) += "((?:\\.|[^"\\\n])*)"\n/y;
  while (line.lastIndex < text.length) {
    const found = line.exec(text);
    if (found === null) throw new Error('not an attribute');
    const body = found[2] ?? '';
    if (/[$%]\{/.test(body)) throw new Error('a template begins');
    values[found[1] ?? ''] = body.replace(
      /\\(?:u([0-9a-fA-F]{4})|(.))/g,
      (_all, code: string | undefined, sign: string | undefined) => {
        if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
        const plain = ESCAPES[sign ?? ''];
        if (plain === undefined) throw new Error(`HCL has no escape \\${sign ?? ''}`);
        return plain;
      },
    );
  }
  return values;
}
