import { describe, expect, it } from 'vitest';
import { sourcesBelow } from './sources.ts';

const FILES = ['electron', 'shared', 'renderer/src', 'scripts', 'test'].flatMap(sourcesBelow);
const nameOf = (file: string): string => file.split('/').at(-1) ?? '';

describe('the names of files', () => {
  it('are in kebab-case, those of components in PascalCase', () => {
    const odd = FILES.filter((file) =>
      file.endsWith('.vue')
        ? !/^([A-Z][a-z0-9]*)+\.vue$/.test(nameOf(file))
        : !/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z]+)*\.[a-z]+$/.test(nameOf(file)),
    );
    expect(odd).toEqual([]);
  });

  it('say what is inside: nothing is a helper, a manager or a utility', () => {
    const vague = FILES.filter((file) =>
      /(^|[-/])(utils?|helpers?|managers?)([-./]|$)/i.test(file),
    );
    expect(vague).toEqual([]);
  });
});
