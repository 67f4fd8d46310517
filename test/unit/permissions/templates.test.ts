import { expect, test } from 'vitest';
import { template } from '../../../shared/contract/templates.ts';
import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import { pairOf } from '../../../shared/permissions/sets.ts';
import { BUILT_IN_TEMPLATES } from '../../../shared/permissions/templates.ts';

test.each(BUILT_IN_TEMPLATES)('$name holds what Harbor 2.15 accepts, where it can be', (one) => {
  expect(template.safeParse(one).success).toBe(true);
  const known = catalogueOf('2.15.2');
  for (const { kind, namespace, access } of one.permissions) {
    const accepted = new Set(kind === 'system' ? known?.system : known?.project);
    expect(access.map(pairOf).filter((pair) => !accepted.has(pair))).toEqual([]);
    expect(new Set(access.map(pairOf)).size).toBe(access.length);
    if (kind === 'system') expect([one.level, namespace]).toEqual(['system', '/']);
    if (one.level === 'project') expect(namespace).toBe('');
  }
  if (one.level === 'project') expect(one.permissions).toHaveLength(1);
});

test('each has its own id and name', () => {
  expect(new Set(BUILT_IN_TEMPLATES.map(({ id }) => id)).size).toBe(BUILT_IN_TEMPLATES.length);
  expect(BUILT_IN_TEMPLATES.map(({ name }) => name)).toEqual([
    'Pull',
    'Push and pull',
    'CI',
    'Scanner',
    'Replicator',
    'Project automation',
    'Read-only auditor',
  ]);
});
