import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeGo } from '../../../shared/simulator/go/go-decode.ts';
import type { GoType } from '../../../shared/simulator/go/go-decode.ts';
import { encodeError, encodePayload } from '../../../shared/simulator/go/go-encode.ts';
import { GoJsonEmpty, parseGoJson } from '../../../shared/simulator/go/go-json.ts';
import {
  encodeUnescaped,
  goUnescape,
  parseQuery,
  queryProblem,
} from '../../../shared/simulator/go/go-url.ts';
import { linkHeader } from '../../../shared/simulator/listing/link.ts';
import { ROBOT_CREATE, ROBOT_UPDATE } from '../../../shared/simulator/bodies.ts';

const decode = (text: string, type: GoType = { type: 'any' }) =>
  decodeGo(parseGoJson(Buffer.from(text, 'utf8')), type);

describe('the JSON decoder', () => {
  test('reads whatever JSON there is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent);
        expect(decode(`  ${text} trailing`) ?? null).toEqual(JSON.parse(text));
      }),
      { seed: 1 },
    );
  });

  test('misses the rest of an object that was cut anywhere', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(), (value, at) => {
        const bytes = Buffer.from(JSON.stringify(value), 'utf8');
        const cut = 1 + (at % (bytes.length - 1));
        expect(() => parseGoJson(bytes.subarray(0, cut))).toThrow('unexpected EOF');
      }),
      { seed: 1 },
    );
  });

  test.each(['', ' ', '\n\t'])('nothing but white space is io.EOF', (text) => {
    expect(() => decode(text)).toThrow(GoJsonEmpty);
  });

  // Each text as Go 1.26 prints it.
  test.each([
    ['{"a"}', "invalid character '}' after object key"],
    ['{"a":}', "invalid character '}' looking for beginning of value"],
    ['{a:1}', "invalid character 'a' looking for beginning of object key string"],
    ['{"a":1,}', "invalid character '}' looking for beginning of object key string"],
    ['[1,]', "invalid character ']' looking for beginning of value"],
    ['[1}', "invalid character '}' after array element"],
    ['{"a":"x" "y"}', "invalid character '\"' after object key:value pair"],
    ['{"a":01}', "invalid character '1' after object key:value pair"],
    ['{"a":-}', "invalid character '}' in numeric literal"],
    ['{"a":1.}', "invalid character '}' after decimal point in numeric literal"],
    ['{"a":1e}', "invalid character '}' in exponent of numeric literal"],
    ['{"a":"b\nc"}', "invalid character '\\n' in string literal"],
    ['{"a":"\\x"}', "invalid character 'x' in string escape code"],
    ['{"a":"\\u12G4"}', "invalid character 'G' in \\u hexadecimal character escape"],
    ['trux', "invalid character 'x' in literal true (expecting 'e')"],
    ["'x'", "invalid character '\\'' looking for beginning of value"],
    ['\ufeff{}', "invalid character 'ï' looking for beginning of value"],
    ['tru', 'unexpected EOF'],
  ])('%s', (text, message) => {
    expect(() => decode(text)).toThrow(message);
  });

  test.each([
    ['5', 'number into Go value of type models.RobotCreate'],
    ['{"name":{}}', 'object into Go struct field RobotCreate.name of type string'],
    ['{"duration":1.5}', 'number 1.5 into Go struct field RobotCreate.duration of type int64'],
    [
      '{"permissions":5}',
      'number into Go struct field RobotCreate.permissions of type []*models.RobotPermission',
    ],
    [
      '{"permissions":[5]}',
      'number into Go struct field RobotCreate.permissions of type models.RobotPermission',
    ],
    [
      '{"permissions":[{"access":[{"resource":5}]}]}',
      'number into Go struct field Access.permissions.access.resource of type string',
    ],
    [
      '{"name":"a","disable":"x","level":5}',
      'string into Go struct field RobotCreate.disable of type bool',
    ],
  ])('%s does not fit', (text, message) => {
    expect(() => decode(text, ROBOT_CREATE.type)).toThrow(`json: cannot unmarshal ${message}`);
  });

  test('a time fails as the text that it is read from, before what failed already', () => {
    expect(() => decode('{"id":"x","creation_time":5}', ROBOT_UPDATE.type)).toThrow(
      'json: cannot unmarshal number into Go struct field Robot.creation_time of type string',
    );
  });

  test('keys match in any case, null changes nothing, unknown keys are ignored', () => {
    expect(decode('{"NAME":"x","level":null,"bogus":1}', ROBOT_CREATE.type)).toEqual({ name: 'x' });
    expect(decode('{"duration":9007199254740993}', ROBOT_CREATE.type)).toEqual({
      duration: 9007199254740993n,
    });
  });
});

test('errors escape HTML, payloads do not, both end with a line feed', () => {
  expect(encodeError('X', '<a&b>')).toBe(
    '{"errors":[{"code":"X","message":"\\u003ca\\u0026b\\u003e"}]}\n',
  );
  expect(encodePayload({ a: '<&>\u2028' })).toBe('{"a":"<&>\\u2028"}\n');
});

describe('URLs', () => {
  test('percent encoding is undone byte by byte', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(goUnescape(encodeURIComponent(text), true)).toBe(text);
      }),
      { seed: 1 },
    );
    expect(goUnescape('a+b', true)).toBe('a b');
    expect(goUnescape('a+b', false)).toBe('a+b');
    expect(goUnescape('100%', true)).toBeUndefined();
  });

  test('pairs that do not decode are dropped', () => {
    expect([...parseQuery('a=1&b=%zz&c;d=2&a=3&e')]).toEqual([
      ['a', ['1', '3']],
      ['e', ['']],
    ]);
  });

  // net/url of Go: ParseQuery and EscapeError
  test.each([
    ['a=1&b=%25', undefined],
    ['', undefined],
    ['a=%zz&b=%', 'invalid URL escape "%zz"'],
    ['a=%', 'invalid URL escape "%"'],
    ['%a=1', 'invalid URL escape "%a"'],
    ['a=%zz&b;c', 'invalid semicolon separator in query'],
  ])('%s: %s', (raw, problem) => {
    expect(queryProblem(raw)).toBe(problem);
  });

  test('the query of a Link is sorted and unescaped', () => {
    expect(encodeUnescaped(parseQuery('sort=name&page=1&q=name%253D~x'))).toBe(
      'page=1&q=name%3D~x&sort=name',
    );
  });
});

describe('Link', () => {
  const link = (total: number, page: number, size: number) =>
    linkHeader('/robots', parseQuery('sort=id'), total, page, size);

  test('names the neighbours that exist', () => {
    expect(link(12, 1, 5)).toBe('</robots?page=2&page_size=5&sort=id>; rel="next"');
    expect(link(12, 3, 5)).toBe('</robots?page=2&page_size=5&sort=id>; rel="prev"');
    expect(link(12, 2, 5)).toContain('>; rel="prev" , <');
    expect(link(12, 4, 5)).toBeUndefined();
    expect(link(12, 1, 0)).toBeUndefined();
    expect(link(12, 1, -1)).toBe('</robots?page=2&page_size=-1&sort=id>; rel="next"');
  });

  test('following next from page 1 meets every row once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 100 }),
        (total, size) => {
          let pages = 1;
          for (let page = 1; link(total, page, size)?.includes('rel="next"'); page += 1) pages += 1;
          expect(pages).toBe(Math.max(1, Math.ceil(total / size)));
        },
      ),
      { seed: 1 },
    );
  });
});
