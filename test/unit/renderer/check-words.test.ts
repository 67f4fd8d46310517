import { describe, expect, it } from 'vitest';
import {
  keepWords,
  summaryWords,
  unreadInstances,
} from '../../../renderer/src/features/secret-checks/check-words.ts';
import type { CheckedSecret } from '../../../shared/contract/check-calls.ts';

describe('the summary of a check', () => {
  const one = (more: Partial<CheckedSecret>): CheckedSecret => ({
    index: 0,
    place: '',
    host: '',
    username: 'robot$ci',
    instanceId: null,
    robotKey: null,
    handle: null,
    outcome: 'works',
    words: '',
    permissions: '',
    expiresAt: null,
    canKeep: false,
    ...more,
  });

  it('says how many work and what is wrong with the others', () => {
    const may = Date.UTC(2026, 4, 12) / 1_000;
    expect(summaryWords([one({}), one({}), one({ outcome: 'expired', expiresAt: may })])).toBe(
      '3 credentials: 2 work, 1 belongs to a robot that expired in May 2026.',
    );
    expect(summaryWords([one({ outcome: 'refused' })])).toBe('1 credential: 1 has a wrong secret.');
    const some = [one({ canKeep: true }), one({ outcome: 'refused' }), one({ outcome: 'gone' })];
    expect(keepWords(some)).toEqual({
      keep: 'Keep 1 secret in the vault',
      rest: '2 do not log in.',
    });
    expect(keepWords([one({ handle: 'h' }), one({ outcome: 'refused' })])).toEqual({
      keep: '',
      rest: '1 is in the vault. 1 does not log in.',
    });
  });

  it('counts logins of registries that are not here apart from those that do not log in', () => {
    const elsewhere = one({ username: 'me', host: 'ghcr.io', outcome: 'elsewhere' });
    const some = [one({}), one({ outcome: 'refused' }), elsewhere, elsewhere];
    expect(summaryWords(some)).toBe(
      '4 credentials: 1 works, 1 has a wrong secret, 2 are of other registries.',
    );
    expect(keepWords(some).rest).toBe('1 does not log in.');
    expect(summaryWords([elsewhere])).toBe('1 credential: 1 is of another registry.');
    expect(keepWords([elsewhere]).rest).toBe('');
  });

  it('names each instance once where what works is of a robot that was not read', () => {
    const works = one({ instanceId: 'a', robotKey: null });
    const others = [
      one({ instanceId: 'b', robotKey: 7 }),
      one({ instanceId: 'c', outcome: 'unknown' }),
      one({}),
    ];
    expect(unreadInstances([works, works, ...others])).toEqual(['a']);
  });
});
