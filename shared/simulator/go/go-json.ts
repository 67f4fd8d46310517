/** A JSON value as Go's scanner sees it; numbers keep their text. */
export type JsonNode =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, JsonNode])[] };

/** The text of an error that encoding/json would return. */
export class GoJsonError extends Error {}

/** The body held nothing but white space: Go returns io.EOF. */
export class GoJsonEmpty extends Error {}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const QUOTED: Readonly<Record<number, string>> = {
  7: '\\a',
  8: '\\b',
  9: '\\t',
  10: '\\n',
  11: '\\v',
  12: '\\f',
  13: '\\r',
  39: "\\'",
  92: '\\\\',
};

/** Go's quoteChar: one byte, read as Latin-1, in single quotes. */
function quoteByte(byte: number): string {
  const named = QUOTED[byte];
  if (named !== undefined) return `'${named}'`;
  if (byte < 0x20 || byte === 0x7f) return `'\\x${byte.toString(16).padStart(2, '0')}'`;
  if ((byte >= 0x80 && byte < 0xa0) || byte === 0xad) return `'\\u00${byte.toString(16)}'`;
  if (byte === 0xa0) return "'\\u00a0'";
  return `'${String.fromCharCode(byte)}'`;
}

/** Reads the first JSON value of a body, with the errors of Go's encoding/json Decoder. */
class Scanner {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  value(): JsonNode {
    this.#space();
    if (this.#at >= this.#bytes.length) throw new GoJsonEmpty();
    return this.#value();
  }

  #space(): void {
    while (' \t\r\n'.includes(this.#peek() || '?')) this.#at += 1;
  }

  #peek(): string {
    const byte = this.#bytes[this.#at];
    return byte === undefined ? '' : String.fromCharCode(byte);
  }

  #fail(context: string): never {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new GoJsonError('unexpected EOF');
    throw new GoJsonError(`invalid character ${quoteByte(byte)} ${context}`);
  }

  #value(): JsonNode {
    const char = this.#peek();
    if (char === '{') return this.#object();
    if (char === '[') return this.#array();
    if (char === '"') return { kind: 'string', value: this.#string() };
    if (char === '-' || (char >= '0' && char <= '9')) return this.#number();
    if (char === 't') return this.#literal('true', { kind: 'bool', value: true });
    if (char === 'f') return this.#literal('false', { kind: 'bool', value: false });
    if (char === 'n') return this.#literal('null', { kind: 'null' });
    return this.#fail('looking for beginning of value');
  }

  #literal(word: string, node: JsonNode): JsonNode {
    for (const [index, char] of [...word].entries()) {
      if (index > 0 && this.#peek() !== char)
        this.#fail(`in literal ${word} (expecting ${quoteByte(char.charCodeAt(0))})`);
      this.#at += 1;
    }
    return node;
  }

  #digits(context: string): void {
    if (!/[0-9]/.test(this.#peek())) this.#fail(context);
    while (/[0-9]/.test(this.#peek())) this.#at += 1;
  }

  #number(): JsonNode {
    const start = this.#at;
    if (this.#peek() === '-') this.#at += 1;
    if (this.#peek() === '0') this.#at += 1;
    else this.#digits('in numeric literal');
    if (this.#peek() === '.') {
      this.#at += 1;
      this.#digits('after decimal point in numeric literal');
    }
    if (this.#peek() === 'e' || this.#peek() === 'E') {
      this.#at += 1;
      if (this.#peek() === '+' || this.#peek() === '-') this.#at += 1;
      this.#digits('in exponent of numeric literal');
    }
    return { kind: 'number', text: this.#bytes.toString('latin1', start, this.#at) };
  }

  #string(): string {
    const parts: Buffer[] = [];
    this.#at += 1;
    let start = this.#at;
    const keep = (): void => {
      parts.push(this.#bytes.subarray(start, this.#at));
    };
    for (;;) {
      const char = this.#peek();
      if (char === '' || char < ' ') this.#fail('in string literal');
      if (char === '"') {
        keep();
        this.#at += 1;
        return Buffer.concat(parts).toString('utf8');
      }
      if (char === '\\') {
        keep();
        this.#at += 1;
        parts.push(this.#escape());
        start = this.#at;
      } else {
        this.#at += 1;
      }
    }
  }

  #escape(): Buffer {
    const char = this.#peek();
    if (char === 'u') {
      let text = String.fromCharCode(this.#hexadecimal());
      if (
        /[\ud800-\udbff]/.test(text) &&
        this.#bytes.toString('latin1', this.#at, this.#at + 2) === '\\u'
      ) {
        this.#at += 1;
        text += String.fromCharCode(this.#hexadecimal());
      }
      return Buffer.from(text, 'utf8');
    }
    const plain = ESCAPES[char];
    if (plain === undefined) this.#fail('in string escape code');
    this.#at += 1;
    return Buffer.from(plain, 'utf8');
  }

  #hexadecimal(): number {
    this.#at += 1;
    let text = '';
    for (let index = 0; index < 4; index += 1) {
      if (!/[0-9a-fA-F]/.test(this.#peek())) this.#fail('in \\u hexadecimal character escape');
      text += this.#peek();
      this.#at += 1;
    }
    return Number.parseInt(text, 16);
  }

  #array(): JsonNode {
    const items: JsonNode[] = [];
    this.#at += 1;
    this.#space();
    if (this.#peek() === ']') {
      this.#at += 1;
      return { kind: 'array', items };
    }
    for (;;) {
      items.push(this.#value());
      this.#space();
      const char = this.#peek();
      if (char !== ',' && char !== ']') this.#fail('after array element');
      this.#at += 1;
      if (char === ']') return { kind: 'array', items };
      this.#space();
    }
  }

  #object(): JsonNode {
    const entries: [string, JsonNode][] = [];
    this.#at += 1;
    this.#space();
    if (this.#peek() === '}') {
      this.#at += 1;
      return { kind: 'object', entries };
    }
    for (;;) {
      if (this.#peek() !== '"') this.#fail('looking for beginning of object key string');
      const key = this.#string();
      this.#space();
      if (this.#peek() !== ':') this.#fail('after object key');
      this.#at += 1;
      this.#space();
      entries.push([key, this.#value()]);
      this.#space();
      const char = this.#peek();
      if (char !== ',' && char !== '}') this.#fail('after object key:value pair');
      this.#at += 1;
      if (char === '}') return { kind: 'object', entries };
      this.#space();
    }
  }
}

/**
 * The first JSON value of `bytes`; what follows it is never read, as with Go's Decoder.
 * Throws GoJsonEmpty on white space alone and GoJsonError with Go's text otherwise.
 */
export function parseGoJson(bytes: Buffer): JsonNode {
  return new Scanner(bytes).value();
}
