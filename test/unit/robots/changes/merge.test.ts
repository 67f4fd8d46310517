import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalForm } from '../../../../shared/permissions/sets.ts';
import { mergedEdit, mergePermissions } from '../../../../shared/robots/changes/merge.ts';
import type { PermissionEntry } from '../../../../shared/robots/robot.ts';
import { aRobot } from './a-robot.ts';

const on = (namespace: string, ...pairs: string[]): PermissionEntry => ({
  kind: 'project',
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});
const entries = fc
  .array(
    fc.record({
      namespace: fc.constantFrom('a', 'b', '*'),
      action: fc.constantFrom('pull', 'push', 'list', 'read'),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map(({ namespace, action }) => on(namespace, `repository:${action}`)));

describe('permissions', () => {
  test('what we added and took off is applied to what is there now', () => {
    const seen = [on('a', 'repository:pull', 'repository:push')];
    const planned = [on('a', 'repository:pull', 'tag:list')];
    const now = [on('a', 'repository:push', 'repository:pull'), on('b', 'artifact:read')];
    expect(mergePermissions(seen, planned, now)).toEqual([
      on('a', 'repository:pull', 'tag:list'),
      on('b', 'artifact:read'),
    ]);
  });

  test('an effect that is spelled out is the same right', () => {
    const seen = [on('a', 'repository:pull', 'repository:push')];
    const now = [on('a', 'repository:pull:allow', 'repository:push:allow')];
    expect(mergePermissions(seen, [on('a', 'repository:pull')], now)).toEqual([
      on('a', 'repository:pull:allow'),
    ]);
  });

  test('nothing of theirs and nothing of ours is lost', () => {
    const same = (left: readonly PermissionEntry[], right: readonly PermissionEntry[]): void =>
      expect(normalForm(left)).toEqual(normalForm(right));
    fc.assert(
      fc.property(entries, entries, entries, (seen, planned, now) => {
        same(mergePermissions(seen, planned, seen), planned);
        same(mergePermissions(seen, seen, now), now);
        const once = mergePermissions(seen, planned, now);
        same(mergePermissions(seen, planned, once), once);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe('fields', () => {
  const seen = aRobot({ description: 'old', disabled: false, duration: 30 });

  test('ours counts only where nobody else changed it', () => {
    const now = { ...seen, description: 'theirs' };
    const edit = { description: 'ours', disabled: true };
    expect(mergedEdit(seen, now, edit)).toEqual({ disabled: true });
    expect(mergedEdit(seen, seen, edit)).toEqual(edit);
  });

  test('a moved end counts as the duration', () => {
    const now = { ...seen, expiresAt: seen.expiresAt + 10 * 86_400 };
    expect(mergedEdit(seen, now, { duration: 90 })).toEqual({});
  });
});
