import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { missingPackages } from '../../../scripts/setup/packages.mjs';

const A = { version: '1.0.0', integrity: 'sha512-a' };
const OTHER = {
  version: '2.0.0',
  integrity: 'sha512-b',
  optional: true,
  os: ['plan9'],
  cpu: ['x64'],
};
const OWN = { ...OTHER, os: [process.platform], cpu: [process.arch] };

describe('what is missing of the packages in the lock file', () => {
  let root: string;
  const write = (path: string, packages: Record<string, object>): void =>
    writeFileSync(join(root, path), JSON.stringify({ packages }));

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'purser-packages-'));
    mkdirSync(join(root, 'node_modules'));
    write('package-lock.json', { '': {}, 'node_modules/a': A, 'node_modules/other': OTHER });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('says nothing when each is there, but for those of other platforms', () => {
    write('node_modules/.package-lock.json', { 'node_modules/a': A });
    expect(missingPackages(root)).toBe('nothing');
  });

  it('says platform when only the one for this machine is not there', () => {
    write('package-lock.json', { 'node_modules/a': A, 'node_modules/own': OWN });
    write('node_modules/.package-lock.json', { 'node_modules/a': A });
    expect(missingPackages(root)).toBe('platform');
    write('node_modules/.package-lock.json', { 'node_modules/a': A, 'node_modules/own': OWN });
    expect(missingPackages(root)).toBe('nothing');
  });

  it('says all when nothing or only a part was installed', () => {
    expect(missingPackages(root)).toBe('all');
    write('node_modules/.package-lock.json', {});
    expect(missingPackages(root)).toBe('all');
  });

  it('says all when one has another version or other contents', () => {
    write('node_modules/.package-lock.json', { 'node_modules/a': { ...A, version: '1.0.1' } });
    expect(missingPackages(root)).toBe('all');
    write('node_modules/.package-lock.json', { 'node_modules/a': { ...A, integrity: 'sha512-x' } });
    expect(missingPackages(root)).toBe('all');
  });

  it('says all when the note of what was installed is broken', () => {
    writeFileSync(join(root, 'node_modules/.package-lock.json'), '{"packages":');
    expect(missingPackages(root)).toBe('all');
  });
});
