import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTemplateFile } from '../../../electron/templates/template-file.ts';
import { readPlanFile } from '../../../electron/robots/plan/plan-file.ts';
import { readCredentials } from '../../../electron/secret-checks/read-credentials.ts';
import { CannotExport } from '../../../shared/exports/secrets/cannot-export.ts';
import { dockerConfig } from '../../../shared/exports/secrets/formats/docker-config.ts';
import { harborapi } from '../../../shared/exports/secrets/formats/harborapi.ts';
import { AppError } from '../../../shared/contract/app-error.ts';
import { brokenJson } from '../../../shared/exports/broken-json.ts';
import { readDefinitions } from '../../../shared/exports/definitions/read.ts';

/** What is said of a text; '' where nothing is. */
function problemOf(read: () => unknown): string {
  try {
    read();
    return '';
  } catch (error) {
    if (error instanceof AppError || error instanceof CannotExport) return error.message;
    throw error;
  }
}

const BROKEN: readonly [string, number, number, string][] = [
  ['{\n  "a": {},\n  "b": 1\n  "c": 2\n}', 4, 3, 'A comma or } is missing before this.'],
  ['["a"\n"b"]', 2, 1, 'A comma or ] is missing before this.'],
  ['{\n  "a": {\n    "b": {},\n  }\n}\n', 4, 3, 'The comma before this } is one too many.'],
  ['["a", ]', 1, 7, 'The comma before this ] is one too many.'],
  ['{"a": {}', 1, 9, 'The text ends here, without }.'],
  ['{"a": [1', 1, 9, 'The text ends here, without ].'],
  ['', 1, 1, 'JSON is missing.'],
  ["{'a': {}}", 1, 2, 'JSON wants double quotes here.'],
  ['{a: 1}', 1, 2, 'A name in double quotes is missing here.'],
  ['{"a" 1}', 1, 6, 'A colon is missing before this.'],
  ['{"a": }', 1, 7, 'A value is missing here.'],
  ['{"a": tru}', 1, 7, 'This is no value of JSON: text stands in double quotes.'],
  ['[1, 02]', 1, 5, 'This is no value of JSON: text stands in double quotes.'],
  ['{"a": {}} x', 1, 11, 'The JSON ends before this: nothing may follow.'],
  ['// logins\n{}', 1, 1, 'JSON has no comments.'],
  [
    '["a\nb"]',
    1,
    2,
    'This text in quotes does not end in its line, or has a tab or a \\ that JSON does not take.',
  ],
];

describe('what is wrong with a text that should be JSON', () => {
  it.each(BROKEN)('%j', (text, line, col, words) => {
    expect(brokenJson(text)).toStrictEqual({ line, col, words });
  });

  it('is found in a text with millions of escapes', () => {
    const escapes = '\\n'.repeat(4_000_000);
    expect(brokenJson(`["${escapes}"`)).toMatchObject({ col: escapes.length + 4 });
  });

  it('is nothing exactly where the parser of the language takes it', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.nat(3), fc.constantFrom('', ',', '"', '}', ']', ':', '0', 'e'))
      .map(([text, at, gone, put]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + put + text.slice(cut + gone);
      });
    fc.assert(
      fc.property(broken, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(brokenJson(text) === null).toBe(isJson);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('a broken file of JSON', () => {
  const READERS: readonly [string, (text: string, name: string) => unknown][] = [
    ['definitions', readDefinitions],
    ['templates', readTemplateFile],
    ['plans', readPlanFile],
    ['credentials', readCredentials],
    ['logins to write into', (text) => dockerConfig.merge?.(text, '{"auths":{}}')],
    ['credentials to write over', (text) => harborapi.merge?.(text, '{"name":"robot$ci"}')],
  ];
  const PLACES = [
    ['{"auths": {\n  "h": {}\n  "i": {}\n}}', 'Line 3, column 3: A comma or } is missing'],
    ['[{"name": "ci"', 'Line 1, column 15: The text ends here, without }.'],
  ] as const;

  it.each(READERS)('is named in words of JSON: %s', (_what, read) => {
    for (const [text, words] of PLACES) expect(problemOf(() => read(text, ''))).toContain(words);
  });

  it.each(READERS.slice(0, 4))('may say by its name alone what it is: %s', (_what, read) => {
    const text = '"format": "x"}';
    const words = 'Line 1, column 9: The JSON ends before this';
    expect(problemOf(() => read(text, 'robots.json'))).toContain(words);
    expect(problemOf(() => read(text, 'robots.yaml'))).not.toContain('JSON ends');
  });

  it('is so where harbor-cli reads it', () => {
    const text = '{"name": "ci",\n"permissions": [{"namespace": "/" "kind": "system"}]}';
    expect(problemOf(() => readDefinitions(text))).toMatch(/^Line 2, column 35: A comma or }/);
  });

  it('is YAML where that takes it', () => {
    expect(
      problemOf(() => readDefinitions('{format: purser-robots, version: 1, robots: []}')),
    ).toBe('');
  });

  it('says what its schema finds where the parser of YAML takes no tabs', () => {
    const text =
      '{\n\t"format": "purser-templates",\n\t"version": 1,\n\t"templates": [\n\t\t7\n\t]\n}';
    expect(problemOf(() => readTemplateFile(text, ''))).toBe(
      'Line 5, column 3: templates.0: This should be a map.',
    );
  });
});
