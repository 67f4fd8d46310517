import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PermissionMatrix } from '../../../../shared/contract/permissions.ts';
import { permissionSheet, sheetCsv, sheetSvg } from '../../../../shared/exports/matrix/index.ts';
import type { SheetRow } from '../../../../shared/exports/matrix/index.ts';
import { CELLS } from '../../../../shared/permissions/cells.ts';

const row = (name: string): SheetRow => ({ name, instance: 'prod', project: '', state: 'active' });

function matrixOf(cells: readonly number[][]): PermissionMatrix {
  const width = cells[0]?.length ?? 0;
  return {
    keys: Uint32Array.from(cells, (_, at) => at + 1),
    lineOf: Uint32Array.from(cells, (_, at) => at),
    columns: Array.from({ length: width }, (_, at) => ({
      kind: at === 0 ? 'system' : 'project',
      pair: at === 0 ? 'robot:create' : `thing:do${at}`,
      counts: CELLS.map((_cell, code) => cells.filter((line) => line[at] === code).length),
    })),
    cells: Uint8Array.from(cells.flat()),
    total: cells.length,
    harbors: [],
  };
}

const WISH = { kind: '', all: true } as const;
const [NONE, NAMED, ALL, DENIED] = [0, 1, 2, 4];

describe('a matrix as a file', () => {
  test('says every cell in words, and runs no formula', () => {
    const matrix = matrixOf([
      [ALL, NAMED],
      [NONE, DENIED],
    ]);
    const { head, line } = sheetCsv(permissionSheet(matrix, [], WISH));
    expect([head, line(row('=cmd()'), 0), line(row('b'), 1)]).toEqual([
      '"robot","instance","project","state","system robot:create","thing:do1"\r\n',
      '"\'=cmd()","prod","","active","in the system","in named projects"\r\n',
      '"b","prod","","active","","denied"\r\n',
    ]);
  });

  test('leaves out permissions of another kind, and those that nobody has', () => {
    const matrix = matrixOf([[ALL, NAMED, NONE]]);
    const columns = (wish: Parameters<typeof permissionSheet>[2]): readonly string[] =>
      permissionSheet(matrix, [], wish).columns;
    expect(columns({ kind: '', all: false })).toEqual(['system robot:create', 'thing:do1']);
    expect(columns({ kind: 'project', all: true })).toEqual(['thing:do1', 'thing:do2']);
  });

  test('is a picture that is well formed whatever robots are called', () => {
    const names = fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(names, (called) => {
        const matrix = matrixOf(called.map(() => [ALL, NAMED, DENIED]));
        const svg = sheetSvg(permissionSheet(matrix, ['Filter: <b>'], WISH), called.map(row));
        expect(svg).toMatch(/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
        expect(svg).not.toMatch(/<(?!\/?(?:svg|title|rect|text|path)\b)/);
        expect(svg).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/);
        expect(svg).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/);
        expect(svg).not.toMatch(/script|href|url\(/i);
      }),
      { seed: 91 },
    );
  });

  test('draws each cell once', () => {
    const matrix = matrixOf([
      [NONE, NAMED],
      [NONE, NAMED],
    ]);
    const svg = sheetSvg(permissionSheet(matrix, [], WISH), [row('a'), row('b')]);
    const drawn = /<path d="([^"]*)" fill="#18181b" fill-rule/.exec(svg)?.[1] ?? '';
    expect(drawn.match(/M/g)).toHaveLength(2);
  });
});
