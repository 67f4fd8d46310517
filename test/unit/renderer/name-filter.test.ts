import { describe, expect, it } from 'vitest';
import { matching } from '../../../renderer/src/features/permissions-edit/name-filter.ts';

describe('a filter of names', () => {
  const names = ['team-a', 'team-b', 'my-team', 'Lib.x', 'library'];
  it.each([
    ['', names],
    ['team', ['team-a', 'team-b', 'my-team']],
    ['team-*', ['team-a', 'team-b']],
    ['*team*', ['team-a', 'team-b', 'my-team']],
    ['lib.*', ['Lib.x']],
    ['team-a, lib*y', ['team-a', 'library']],
    ['(', []],
    ['*********************************x!', []],
  ])('%s', (text, found) => {
    expect(matching(names, text)).toEqual(found);
  });
});
