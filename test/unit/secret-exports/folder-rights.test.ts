import { describe, expect, it } from 'vitest';
import {
  folderRemarks,
  type FolderRights,
} from '../../../electron/secret-exports/folder-rights.ts';

const remarks = (part: Partial<FolderRights>): string =>
  folderRemarks('/out', { mode: 0o40700, isOurs: true, keepsRights: true, ...part }).join('\n');

describe('what is said of a folder that is to get secrets', () => {
  it('is nothing where only its owner may write', () => {
    for (const mode of [0o700, 0o750, 0o755, 0o1700]) expect(remarks({ mode })).toBe('');
  });

  it('is who else may write, and whose it is', () => {
    expect(remarks({ mode: 0o770 })).toBe('A group may write in this folder.');
    expect(remarks({ mode: 0o1777 })).toMatch(/^Others may write in this folder.*\nA group/);
    expect(remarks({ isOurs: false })).toBe('This folder belongs to another user.');
  });

  it('is a refusal where anybody could exchange the file', () => {
    for (const mode of [0o777, 0o702])
      expect(() => remarks({ mode })).toThrow(/^Everybody .*\/out/);
  });

  it('is that nothing is private where the file system keeps no rights, and no refusal', () => {
    for (const mode of [0o755, 0o777]) {
      expect(remarks({ mode, keepsRights: false })).toMatch(/^This file system keeps no rights/);
    }
  });
});
