import { expect, it } from 'vitest';
import { formatQuery, looseQuery, parseQuery } from '../../../../shared/robots/query/index.ts';

const loose = (text: string): string | null => {
  const query = looseQuery(parseQuery(text).query);
  return query === null ? null : formatQuery(query);
};

it.each([
  ['name:long', 'name:~long'],
  ['name:*very* state:active', 'name:~very state:active'],
  ['project:team,"" level:project', 'project:~team,"" level:project'],
])('looks for parts of names instead of whole ones: %s', (text, found) => {
  expect(loose(text)).toBe(found);
});

it.each(['name:~long', 'long', 'state:active', '-name:long'])('leaves %s as it is', (text) => {
  expect(loose(text)).toBeNull();
});
