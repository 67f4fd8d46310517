import { expect, test } from 'vitest';
import { expandPattern, isPattern } from '../../../shared/permissions/patterns.ts';

const PROJECTS = ['team-a', 'team-b', 'library', 'my.team', 'team'];

test.each([
  ['team-*', ['team-a', 'team-b']],
  ['team-?', ['team-a', 'team-b']],
  ['*team*', ['my.team', 'team', 'team-a', 'team-b']],
  ['*', [...PROJECTS].sort()],
  ['my.team', ['my.team']],
  ['my?team', ['my.team']],
  ['myxteam', []],
  ['', []],
  ['team', ['team']],
])('%s', (pattern, names) => {
  expect(expandPattern(pattern, PROJECTS).names).toEqual(names);
});

test('says what nothing fits, what is many, and that later projects are not covered', () => {
  expect(expandPattern('nope-*', PROJECTS).remark).toBe(
    'None of the 5 projects that are known matches nope-*.',
  );
  expect(expandPattern('nope', []).remark).toContain('is called nope');
  expect(expandPattern('team-*', PROJECTS).remark).toContain('2 projects');
  const many = Array.from({ length: 5_000 }, (_, index) => `team-${String(index)}`);
  const expanded = expandPattern('team-*', many);
  expect(expanded.names).toHaveLength(5_000);
  expect(expanded.remark).toContain('5\u00a0000 projects');
  expect(isPattern('team-?')).toBe(true);
  expect(isPattern('team')).toBe(false);
});

test('comes to an end with the worst of patterns, which backtracking would not', () => {
  const long = Array.from({ length: 5_000 }, () => 'a'.repeat(250));
  expect(expandPattern(`${'*a'.repeat(100)}b`, long).names).toEqual([]);
});
