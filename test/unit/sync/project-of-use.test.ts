import { expect, test } from 'vitest';
import { projectOfUse } from '../../../electron/sync/project-of-use.ts';

test.each([
  ['artifact', 'library/app:1.2', 'library'],
  ['artifact', 'library/deep/app@sha256:0a1b', 'library'],
  ['tag', 'library/app:1.2', 'library'],
  ['repository', 'library/app', 'library'],
  ['project', 'library', 'library'],
  ['robot', 'acme-library+ci', 'library'],
  ['robot', 'acme-ci', null],
  ['robot', 'robot$library+ci', null],
  ['artifact', 'nonsense', null],
  ['artifact', '/app:1', null],
  ['project', '', null],
  ['user', 'a/b', null],
  ['configuration', '', null],
])('an entry about the %s %s names the project %s', (resourceType, resource, project) => {
  expect(projectOfUse({ resource, resourceType }, 'acme-')).toBe(project);
});
