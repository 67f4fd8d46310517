/**
 * A strict reader of the part of HCL that Purser writes (hashicorp/hcl2 specification): blocks,
 * attributes, quoted templates without interpolation, numbers, bools, traversals, objects. Whatever
 * else it meets is an error, above all an interpolation.
 */

export type HclValue = string | number | boolean | { readonly traversal: string } | HclObject;
export interface HclObject {
  readonly [name: string]: HclValue;
}
export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly attributes: Readonly<Record<string, HclValue>>;
  readonly blocks: readonly HclBlock[];
}

const IDENTIFIER = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /-?\d+(?:\.\d+)?/y;

class Reader {
  private at = 0;
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  get isDone(): boolean {
    return this.at >= this.text.length;
  }
  fail(what: string): never {
    const line = this.text.slice(0, this.at).split('\n').length;
    throw new Error(
      `line ${String(line)}: ${what} at ${JSON.stringify(this.text.slice(this.at, this.at + 30))}`,
    );
  }
  is(sign: string): boolean {
    return this.text.startsWith(sign, this.at);
  }
  take(sign: string): void {
    if (!this.is(sign)) this.fail(`expected ${JSON.stringify(sign)}`);
    this.at += sign.length;
  }
  match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    this.at += found?.length ?? 0;
    return found;
  }
  /** Spaces and comments; also ends of lines where those mean nothing. */
  space(lines: boolean): void {
    while (this.match(lines ? /[ \t\n]+|#[^\n]*/y : /[ \t]+|#[^\n]*/y) !== null);
  }
  identifier(): string {
    return this.match(IDENTIFIER) ?? this.fail('expected a name');
  }
  /** A quoted template that is all literal. */
  string(): string {
    this.take('"');
    let value = '';
    for (;;) {
      if (this.isDone) this.fail('the string does not end');
      if (this.is('"')) break;
      if (this.is('\\')) {
        value += this.escape();
        continue;
      }
      if (this.is('$${') || this.is('%%{')) {
        value += this.text.slice(this.at + 1, this.at + 3);
        this.at += 3;
        continue;
      }
      if (this.is('${') || this.is('%{')) this.fail('interpolation');
      const sign = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
      if (/[\u0000-\u001f\u007f]/.test(sign)) this.fail('control character');
      value += sign;
      this.at += sign.length;
    }
    this.take('"');
    return value;
  }
  private escape(): string {
    const found =
      this.match(/\\(?:[nrt"\\]|u[0-9a-f]{4}|U[0-9a-f]{8})/y) ?? this.fail('unknown escape');
    const simple: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
    const kind = found.charAt(1);
    return simple[kind] ?? String.fromCodePoint(Number.parseInt(found.slice(2), 16));
  }
  value(): HclValue {
    if (this.is('"')) return this.string();
    if (this.is('{')) return this.object();
    const number = this.match(NUMBER);
    if (number !== null) return Number(number);
    let name = this.identifier();
    if (name === 'true' || name === 'false') return name === 'true';
    while (this.is('.')) {
      this.take('.');
      name += `.${this.identifier()}`;
    }
    return { traversal: name };
  }
  private object(): HclObject {
    const object: Record<string, HclValue> = {};
    this.take('{');
    this.space(true);
    while (!this.is('}')) {
      const name = this.identifier();
      this.space(false);
      this.take('=');
      this.space(false);
      object[name] = this.value();
      this.space(false);
      this.take('\n');
      this.space(true);
    }
    this.take('}');
    return object;
  }
  body(end: '' | '}'): Pick<HclBlock, 'attributes' | 'blocks'> {
    const attributes: Record<string, HclValue> = {};
    const blocks: HclBlock[] = [];
    this.space(true);
    while (end === '' ? !this.isDone : !this.is(end)) {
      const type = this.identifier();
      this.space(false);
      if (this.is('=')) {
        this.take('=');
        this.space(false);
        if (Object.hasOwn(attributes, type)) this.fail(`${type} twice`);
        attributes[type] = this.value();
      } else {
        const labels: string[] = [];
        while (this.is('"')) {
          labels.push(this.string());
          this.space(false);
        }
        this.take('{');
        this.space(false);
        this.take('\n');
        blocks.push({ type, labels, ...this.body('}') });
        this.take('}');
      }
      this.space(false);
      if (!this.isDone) this.take('\n');
      this.space(true);
    }
    return { attributes, blocks };
  }
}

/** The blocks of a file. Throws an Error that names the line. */
export const readHcl = (text: string): readonly HclBlock[] => new Reader(text).body('').blocks;

/** The attributes of a file without blocks. Throws an Error that names the line. */
export const readHclAttributes = (text: string): Readonly<Record<string, HclValue>> =>
  new Reader(text).body('').attributes;
