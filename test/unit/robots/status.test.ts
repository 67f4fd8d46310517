import { describe, expect, it } from 'vitest';
import { ROBOT_STATES } from '../../../shared/contract/robots.ts';
import { QUERY_STATES } from '../../../shared/robots/query/fields.ts';
import { flagsOf, holdsState, stateOf, type StateFacts } from '../../../shared/robots/status.ts';

const NOW = 1_795_867_200;
const DAY = 86_400;
const thresholds = { now: NOW, criticalDays: 7, soonDays: 30 };

const facts = (more: Partial<StateFacts> = {}) => ({
  gone: false,
  editable: true,
  disabled: false,
  expiresAt: -1,
  hasPermissions: true,
  hasStalePermissions: false,
  ...more,
});

describe('the one word', () => {
  it.each([
    [facts(), 'active'],
    [facts({ expiresAt: NOW + 30 * DAY + 1 }), 'active'],
    [facts({ expiresAt: NOW + 30 * DAY }), 'soon'],
    [facts({ expiresAt: NOW + 7 * DAY + 1 }), 'soon'],
    [facts({ expiresAt: NOW + 7 * DAY }), 'critical'],
    [facts({ expiresAt: NOW + 1 }), 'critical'],
    [facts({ expiresAt: NOW }), 'expired'],
  ])('follows from the expiry', (robot, word) => {
    expect(stateOf(robot, thresholds)).toBe(word);
  });

  it('is the most pressing of all that hold', () => {
    const all = { gone: true, editable: false, disabled: true, expiresAt: NOW - 1 };
    const words = [
      stateOf(all, thresholds),
      stateOf({ ...all, gone: false }, thresholds),
      stateOf({ ...all, gone: false, editable: true }, thresholds),
      stateOf({ ...all, gone: false, editable: true, disabled: false }, thresholds),
    ];
    expect(words).toEqual(ROBOT_STATES.slice(0, 4));
  });
});

describe('the words of a query', () => {
  it('are facts, of which several hold', () => {
    const robot = facts({ editable: false, disabled: true, expiresAt: NOW });
    expect(QUERY_STATES.filter((word) => holdsState(word, robot, thresholds))).toEqual([
      'expired',
      'disabled',
      'legacy',
    ]);
  });

  it('call expiring what the table calls critical or soon', () => {
    const holding = (robot: ReturnType<typeof facts>): string[] =>
      QUERY_STATES.filter((word) => holdsState(word, robot, thresholds));
    expect(holding(facts({ expiresAt: NOW + DAY }))).toEqual(['critical', 'expiring']);
    expect(holding(facts({ expiresAt: NOW + 20 * DAY }))).toEqual(['soon', 'expiring']);
    expect(holding(facts({ expiresAt: NOW + DAY, disabled: true }))).toEqual(['disabled']);
    expect(holding(facts())).toEqual(['active', 'never']);
  });
});

it('flags robots that need repair', () => {
  expect(flagsOf({ hasPermissions: true, hasStalePermissions: false })).toEqual([]);
  expect(flagsOf({ hasPermissions: false, hasStalePermissions: true })).toEqual([
    'no-permissions',
    'stale-permissions',
  ]);
});
