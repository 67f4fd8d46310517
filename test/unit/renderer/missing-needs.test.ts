import { describe, expect, it } from 'vitest';
import { cellsOf, matrixOf } from '../../../renderer/src/features/permissions-edit/matrix.ts';
import { missingNeeds } from '../../../renderer/src/features/permissions-edit/missing-needs.ts';
import { NO_PAIRS, withPairs } from '../../../renderer/src/features/permissions-edit/pair-sets.ts';

describe('what a permission needs to be of use', () => {
  const held = (kind: 'system' | 'project', ...pairs: string[]) => {
    const { rows } = matrixOf(kind, [], [withPairs(NO_PAIRS, pairs, true)]);
    return cellsOf(rows).filter(({ state }) => state !== 'none');
  };

  it('is named where it is missing, once for all that miss it', () => {
    const missing = missingNeeds('project', held('project', 'repository:push', 'member:delete'));
    expect(missing.map(({ pairs, need }) => [pairs, need])).toEqual([
      [['repository:push'], 'repository:pull'],
      [['member:delete'], 'member:list'],
    ]);
    const both = missingNeeds('system', held('system', 'user:read', 'user:delete'));
    expect(both).toHaveLength(1);
    expect([...(both[0]?.pairs ?? [])].sort()).toEqual(['user:delete', 'user:read']);
  });

  it('is not named where it is there', () => {
    expect(missingNeeds('project', held('project', 'repository:push', 'repository:pull'))).toEqual(
      [],
    );
    const everywhere = withPairs(NO_PAIRS, ['repository:pull'], true);
    expect(missingNeeds('project', held('project', 'repository:push'), everywhere)).toEqual([]);
  });
});
