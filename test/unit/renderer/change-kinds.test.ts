import { describe, expect, it } from 'vitest';
import { changesFor, operationOf } from '../../../renderer/src/features/changes/change-kinds.ts';

describe('what is offered for a robot', () => {
  type Known = Parameters<typeof changesFor>[0];
  const robot: Known = { state: 'active', flags: [], disabled: false, expiresAt: 1 };

  it('puts the likely things first', () => {
    const first = (more: Partial<Known>) => changesFor({ ...robot, ...more }, '2.14.0')[0];
    expect(first({})).toBe('renew');
    expect(first({ flags: ['stale-permissions'] })).toBe('drop-stale');
    expect(first({ state: 'gone' })).toBeUndefined();
  });

  it('offers of a legacy robot what its Harbor takes', () => {
    const offered = (version: string) => changesFor({ ...robot, state: 'legacy' }, version);
    expect(offered('2.4.0')).toEqual(['replace', 'delete']);
    expect(offered('2.3.5')).toEqual(['replace', 'delete', 'disable', 'describe']);
  });

  it('asks only where something has to be known', () => {
    expect(operationOf('disable')).toEqual({ kind: 'disable' });
    expect(operationOf('drop-stale')).toMatchObject({ kind: 'edit', dropStale: true });
    expect(operationOf('renew')).toBeNull();
  });
});
