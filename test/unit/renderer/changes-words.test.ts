import { describe, expect, it } from 'vitest';
import { deedWords, RESULT_SIGNS } from '../../../renderer/src/features/activity/journal-words.ts';
import { makeUpOf } from '../../../renderer/src/features/changes/make-up.ts';
import {
  factsOf,
  factWords,
  obstacleOf,
  whyNothing,
} from '../../../renderer/src/features/changes/selection-facts.ts';
import {
  dateField,
  endOfDay,
  renewalRange,
  renewalSentences,
} from '../../../renderer/src/features/changes/until-words.ts';
import { GONE_SIGN } from '../../../renderer/src/features/plans/step-signs.ts';
import type { RobotRow } from '../../../shared/contract/robots.ts';
import { aRow } from './a-row.ts';
import { aView } from './an-instance.ts';

const DAY = 86_400;
/** 24 Jul 2026, 12:00 UTC. */
const created = Date.UTC(2026, 6, 24, 12) / 1_000;

describe('the arithmetic of renewing', () => {
  const now = created + 31 * DAY;

  it('shows the duration counted from the creation', () => {
    const [first, second] = renewalSentences(
      { kind: 'days', days: 90 },
      { createdAt: created, duration: 30 },
      now,
    );
    expect(first).toBe('duration 30 → 121 days, counted from the creation on 24 Jul 2026');
    expect(second).toMatch(/^It expires \w+ 22 Nov 2026/);
  });

  it('says never where there is no end', () => {
    const robot = { createdAt: created, duration: 30 };
    expect(renewalSentences({ kind: 'never' }, robot, now)).toEqual([
      'duration 30 → −1: it never expires.',
    ]);
  });

  it('gives the range for several', () => {
    const until = { kind: 'days', days: 90 } as const;
    expect(renewalRange(until, [created, created - 10 * DAY], now)).toBe(
      'Durations become 121 to 131 days, counted from the creation of each robot.',
    );
    expect(renewalRange(until, [], now)).toBe('');
  });

  it('takes a date as the end of that day, and nothing that is none', () => {
    const end = endOfDay('2027-03-31');
    expect(end).not.toBeNull();
    expect(dateField(end ?? 0)).toBe('2027-03-31');
    expect(endOfDay('2027-13-31')).toBeNull();
    expect(endOfDay('soon')).toBeNull();
  });
});

describe('what a selection is', () => {
  const row = (change: Partial<RobotRow>): RobotRow => aRow({ createdAt: created, ...change });
  const views = new Map([
    ['fine', aView({})],
    ['locked', aView({ locked: true })],
    ['away', aView({}, {}, { state: 'offline' })],
    ['refused', aView({}, {}, { state: 'needs-login' })],
  ]);
  const facts = (...rows: RobotRow[]) => factsOf(makeUpOf(rows), (id) => views.get(id));

  it('says what keeps some of it from being changed', () => {
    const some = facts(
      row({}),
      row({ flags: ['stale-permissions'] }),
      row({ state: 'legacy' }),
      row({ instanceId: 'locked' }),
      row({ instanceId: 'away' }),
    );
    expect(factWords(some)).toBe(
      '2 can be changed · 1 with stale permissions · 1 legacy · 1 locked · 1 to be sent when their Harbor answers',
    );
    expect(whyNothing(some)).toBe('');
    expect(factWords(facts(row({})))).toBe('');
  });

  it('says why nothing can be changed', () => {
    expect(whyNothing(facts(row({ instanceId: 'locked' })))).toMatch(/^Locked here/);
    expect(whyNothing(facts(row({ instanceId: 'refused' })))).toMatch(/^Sign in/);
    expect(whyNothing(facts(row({ state: 'gone' })))).toMatch(/no longer on their Harbor/);
    const mixed = facts(row({ state: 'gone' }), row({ instanceId: 'refused' }));
    expect(whyNothing(mixed)).toBe('Nothing of this can be changed now.');
    expect(obstacleOf(aView({}, {}, { readOnly: true }))).toBe('read-only');
  });

  it('lets plans be made while a Harbor does not answer', () => {
    const away = facts(row({ instanceId: 'away' }));
    expect(whyNothing(away)).toBe('');
    expect(factWords(away)).toBe('0 can be changed · 1 to be sent when their Harbor answers');
  });
});

describe('the journal in words', () => {
  it('says done only of what was', () => {
    expect(deedWords({ operation: 'renew', result: 'done' })).toBe('Renewed');
    expect(deedWords({ operation: 'renew', result: 'refused' })).toBe('Renew');
    expect(deedWords({ operation: 'delete', result: 'gone' })).toBe('Delete');
  });

  it('calls gone what plans call gone', () => {
    expect(RESULT_SIGNS.gone).toBe(GONE_SIGN);
  });
});
