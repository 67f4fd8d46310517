import { expect, test } from 'vitest';
import { untracedEverywhere } from '../../../shared/permissions/traced.ts';
import type { PermissionEntry } from '../../../shared/robots/robot.ts';

const entry = (kind: string, namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind,
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(' ');
    return { resource, action, effect };
  }),
});

test('what is allowed on all projects and no log shows being used', () => {
  const permissions = [
    entry('system', '/', 'user list'),
    entry('project', 'web', 'label read'),
    entry(
      'project',
      '*',
      'repository pull',
      'tag list',
      'label read deny',
      'label read',
      'scan create',
    ),
  ];
  expect(untracedEverywhere(permissions)).toEqual(['scan:create', 'tag:list']);
  expect(untracedEverywhere([entry('project', '*', '* *')])).toEqual(['*:*']);
  expect(untracedEverywhere([entry('project', '*', 'repository push', 'tag delete')])).toEqual([]);
});
