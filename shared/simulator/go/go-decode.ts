import { GoJsonError } from './go-json.ts';
import type { JsonNode } from './go-json.ts';

/** A Go type as far as encoding/json's decoder and its error texts need it. */
export type GoType =
  | { readonly type: 'string' | 'bool' | 'int64' | 'any' | 'time' }
  | { readonly type: 'slice'; readonly of: GoType; readonly go: string }
  | { readonly type: 'map'; readonly of: GoType; readonly go: string }
  | {
      readonly type: 'struct';
      readonly name: string;
      readonly fields: Readonly<Record<string, GoType>>;
    };

const GO_NAMES = { string: 'string', bool: 'bool', int64: 'int64', time: 'string' } as const;

function goName(type: GoType): string {
  if (type.type === 'struct') return `models.${type.name}`;
  if (type.type === 'slice' || type.type === 'map') return type.go;
  return type.type === 'any' ? 'interface {}' : GO_NAMES[type.type];
}

const MAX_INT64 = 2n ** 63n - 1n;

class Decoder {
  /** encoding/json goes on after a wrong type and returns the first one. */
  failure: GoJsonError | undefined;

  decode(node: JsonNode, type: GoType, struct: string, path: readonly string[]): unknown {
    if (node.kind === 'null') return undefined;
    switch (type.type) {
      case 'any':
        return plain(node);
      case 'time':
        if (node.kind === 'string') return node.value;
        // It reads its own text, and nothing is read after an error of its own.
        throw this.#problem(node.kind, type, struct, path);
      case 'string':
        return node.kind === 'string' ? node.value : this.#wrong(node.kind, type, struct, path);
      case 'bool':
        return node.kind === 'bool' ? node.value : this.#wrong(node.kind, type, struct, path);
      case 'int64':
        return this.#integer(node, type, struct, path);
      case 'slice':
        if (node.kind !== 'array') return this.#wrong(node.kind, type, struct, path);
        return node.items.map((item) => this.decode(item, type.of, struct, path));
      case 'map':
        if (node.kind !== 'object') return this.#wrong(node.kind, type, struct, path);
        return Object.fromEntries(
          node.entries.map(([key, item]) => [key, this.decode(item, type.of, struct, path)]),
        );
      case 'struct':
        if (node.kind !== 'object') return this.#wrong(node.kind, type, struct, path);
        return this.#struct(node.entries, type, path);
    }
  }

  #integer(node: JsonNode, type: GoType, struct: string, path: readonly string[]): unknown {
    if (node.kind !== 'number') return this.#wrong(node.kind, type, struct, path);
    const whole = /^-?\d+$/.test(node.text) ? BigInt(node.text) : undefined;
    if (whole === undefined || whole > MAX_INT64 || whole < -MAX_INT64 - 1n)
      return this.#wrong(`number ${node.text}`, type, struct, path);
    const number = Number(whole);
    return Number.isSafeInteger(number) ? number : whole;
  }

  #struct(
    entries: readonly (readonly [string, JsonNode])[],
    type: GoType & { type: 'struct' },
    path: readonly string[],
  ): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    const names = Object.keys(type.fields);
    for (const [key, item] of entries) {
      const name =
        names.find((candidate) => candidate === key) ??
        names.find((candidate) => candidate.toLowerCase() === key.toLowerCase());
      if (name === undefined) continue;
      const value = this.decode(item, type.fields[name] as GoType, type.name, [...path, name]);
      if (value !== undefined) result[name] = value;
      else if (item.kind === 'null' && isReference(type.fields[name] as GoType))
        delete result[name];
    }
    return result;
  }

  #wrong(value: string, type: GoType, struct: string, path: readonly string[]): undefined {
    this.failure ??= this.#problem(value, type, struct, path);
    return undefined;
  }

  #problem(value: string, type: GoType, struct: string, path: readonly string[]): GoJsonError {
    const place =
      path.length > 0 ? `Go struct field ${struct}.${path.join('.')} of type` : 'Go value of type';
    return new GoJsonError(`json: cannot unmarshal ${value} into ${place} ${goName(type)}`);
  }
}

/** null sets a slice, map or pointer to nil and leaves a plain value as it was. */
const isReference = (type: GoType): boolean =>
  type.type === 'slice' || type.type === 'map' || type.type === 'struct';

function plain(node: JsonNode): unknown {
  switch (node.kind) {
    case 'null':
      return null;
    case 'number':
      return Number(node.text);
    case 'array':
      return node.items.map(plain);
    case 'object':
      return Object.fromEntries(node.entries.map(([key, item]) => [key, plain(item)]));
    default:
      return node.value;
  }
}

/**
 * Fills a Go value of `type` from JSON: keys match in any case, unknown ones are ignored, `null`
 * entries of a slice stay undefined, an int64 beyond 2^53 is a bigint. Throws GoJsonError with the text of encoding/json (v1).
 */
export function decodeGo(node: JsonNode, type: GoType): unknown {
  const decoder = new Decoder();
  const value = decoder.decode(node, type, '', []);
  if (decoder.failure) throw decoder.failure;
  return value;
}
