import { describe, expect, it } from 'vitest';
import {
  expiredNote,
  snoozedWords,
  snoozeProblem,
  snoozeSentence,
  snoozeUntilOf,
  snoozeVerb,
} from '../../../renderer/src/features/snoozes/snooze-words.ts';

const NOW = 1_795_867_200;
const DAY = 86_400;

describe('what is entered about a snooze', () => {
  const entry = { choice: 'before' as const, days: '7', date: '' };

  it('takes days before the expiry, and dates that are to come', () => {
    expect(snoozeProblem(entry, NOW)).toBe('');
    for (const days of ['', '0', '731', '1.5', 'x']) {
      expect(snoozeProblem({ ...entry, days }, NOW)).toContain('whole number');
    }
    expect(snoozeProblem({ ...entry, choice: 'date', date: 'x' }, NOW)).toContain('A date');
    expect(snoozeProblem({ ...entry, choice: 'date', date: '2020-01-01' }, NOW)).toContain('over');
    expect(snoozeProblem({ ...entry, choice: 'date', date: '2030-01-01' }, NOW)).toBe('');
  });

  it('means a moment, or one that counts back from each expiry', () => {
    expect(snoozeUntilOf({ ...entry, choice: 'day' }, NOW)).toEqual({ kind: 'at', at: NOW + DAY });
    expect(snoozeUntilOf(entry, NOW)).toEqual({ kind: 'before', days: 7 });
    expect(snoozeUntilOf({ ...entry, choice: 'expiry' }, NOW)).toEqual({ kind: 'expiry' });
  });
});

describe('what became of it', () => {
  it('names those that were left out', () => {
    const answer = { robots: 2, acknowledged: 0, never: 1, past: 3, before: [] };
    expect(snoozedWords(answer)).toBe(
      '2 robots snoozed. 1 never expires or is gone. For 3 robots that moment is over already, or they have expired.',
    );
    expect(snoozedWords({ ...answer, never: 2, past: 0 })).toBe(
      '2 robots snoozed. 2 never expire or are gone.',
    );
    const none = { ...answer, robots: 0, never: 0, past: 0 };
    expect(snoozedWords(none)).toBe('Nothing was changed.');
    expect(snoozedWords({ ...none, robots: 1, acknowledged: 1 })).toBe('1 robot acknowledged.');
    expect(snoozedWords({ ...none, robots: 3, acknowledged: 1 })).toBe(
      '2 robots snoozed. 1 robot acknowledged.',
    );
  });

  it('says beforehand which of them have expired, and what that means for each choice', () => {
    const mixed = { robots: 12, expired: 3 };
    expect(expiredNote(mixed, 'week')).toMatch(
      /^3 of these 12 robots have expired and are not snoozed but acknowledged: .* of them until then\.$/,
    );
    expect(expiredNote({ robots: 12, expired: 1 }, 'expiry')).toMatch(
      /^1 of these 12 robots has expired .* leaves it as it is\.$/,
    );
    expect(snoozeVerb(mixed, true)).toBe('Snooze 9, acknowledge 3');
    expect(snoozeVerb(mixed, false)).toBe('Snooze 9');
    expect(snoozeVerb({ robots: 3, expired: 3 }, true)).toBe('Acknowledge');
    expect(snoozeVerb({ robots: 3, expired: 0 }, false)).toBe('Snooze');
  });

  it('tells an expiry that was acknowledged from a warning that was put off', () => {
    const snooze = { at: NOW, until: NOW + DAY, reason: 'old pipeline' };
    const expiresAt = NOW + 9 * DAY;
    expect(snoozeSentence({ state: 'critical', snooze, expiresAt })).toMatch(
      /^Snoozed until .* 2026, \d\d:\d\d: old pipeline$/,
    );
    expect(snoozeSentence({ state: 'soon', snooze, expiresAt: snooze.until })).toBe(
      'Snoozed until it expires: old pipeline',
    );
    expect(snoozeSentence({ state: 'expired', snooze, expiresAt: NOW - DAY })).toMatch(/^Ackn/);
    expect(snoozeSentence({ state: 'soon', snooze: null, expiresAt })).toBe('');
  });
});
