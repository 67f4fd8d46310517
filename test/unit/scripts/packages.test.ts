import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packagesAreCurrent } from '../../../scripts/setup/packages.mjs';

const A = { version: '1.0.0', integrity: 'sha512-a' };
const MAC_ONLY = { version: '2.0.0', integrity: 'sha512-b', optional: true };

describe('whether the npm packages are those of the lock file', () => {
  let root: string;
  const write = (path: string, packages: Record<string, object>): void =>
    writeFileSync(join(root, path), JSON.stringify({ packages }));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'purser-packages-'));
    mkdirSync(join(root, 'node_modules'));
    write('package-lock.json', { '': {}, 'node_modules/a': A, 'node_modules/mac': MAC_ONLY });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('says yes when each is there, but for those of other platforms', () => {
    write('node_modules/.package-lock.json', { 'node_modules/a': A });
    expect(packagesAreCurrent(root)).toBe(true);
  });

  it('says no when nothing or only a part was installed', () => {
    expect(packagesAreCurrent(root)).toBe(false);
    write('node_modules/.package-lock.json', {});
    expect(packagesAreCurrent(root)).toBe(false);
  });

  it('says no when one has another version or other contents', () => {
    write('node_modules/.package-lock.json', { 'node_modules/a': { ...A, version: '1.0.1' } });
    expect(packagesAreCurrent(root)).toBe(false);
    write('node_modules/.package-lock.json', { 'node_modules/a': { ...A, integrity: 'sha512-x' } });
    expect(packagesAreCurrent(root)).toBe(false);
  });

  it('says no when the note of what was installed is broken', () => {
    writeFileSync(join(root, 'node_modules/.package-lock.json'), '{"packages":');
    expect(packagesAreCurrent(root)).toBe(false);
  });
});
