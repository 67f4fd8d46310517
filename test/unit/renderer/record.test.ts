import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../../shared/contract/history.ts';
import type { JournalEntry } from '../../../shared/contract/plans.ts';
import { foundWords, remarkOf } from '../../../renderer/src/features/activity/history-words.ts';
import {
  addressOfFilter,
  addressOfItem,
  BY,
  filterOf,
  listsOf,
} from '../../../renderer/src/features/activity/record-filter.ts';
import { mergeTimeline, nextToRead } from '../../../renderer/src/features/activity/timeline.ts';

const PROD = '11111111-1111-4111-8111-111111111111';

const found = (id: number, at: number, more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id,
  at,
  since: null,
  updatedAt: 0,
  instanceId: PROD,
  instanceName: 'prod',
  robotId: 1,
  robotKey: 1,
  robotName: 'robot$ci',
  kinds: ['added'],
  changes: [],
  count: 1,
  ...more,
});

const done = (id: number, at: number): JournalEntry => ({
  id,
  at,
  planId: null,
  instanceId: PROD,
  instanceName: 'prod',
  robotId: 1,
  robotName: 'robot$ci',
  operation: 'disable',
  username: 'admin',
  changes: [],
  result: 'done',
  message: '',
  requestIds: [],
});

describe('the timeline', () => {
  it('hides what may not be the next yet', () => {
    const ours = { entries: [done(2, 50), done(1, 10)], isWhole: true };
    const theirs = { entries: [found(9, 40), found(8, 30)], isWhole: false };
    expect(mergeTimeline(ours, theirs).map(({ key }) => key)).toEqual(['p2', 'h9', 'h8']);
    expect(nextToRead(ours, theirs)).toBe('theirs');
    expect(nextToRead({ ...ours, isWhole: true }, { ...theirs, isWhole: true })).toBeNull();
  });

  it('is the same however much of both lists is read at once', () => {
    const times = fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 20 });
    fc.assert(
      fc.property(times, times, fc.integer({ min: 1, max: 5 }), (one, other, page) => {
        const down = (list: number[]): number[] => [...list].sort((a, b) => b - a);
        const ours = down(one).map((at, place) => done(100 - place, at));
        const theirs = down(other).map((at, place) => found(100 - place, at));
        const known = { ours: page, theirs: page };
        const cut = <T>(list: readonly T[], count: number) => ({
          entries: list.slice(0, count),
          isWhole: count >= list.length,
        });
        for (let turn = 0; turn < 100; turn += 1) {
          const parts = [cut(ours, known.ours), cut(theirs, known.theirs)] as const;
          const items = mergeTimeline(...parts).map(({ at }) => at);
          expect(items).toEqual(down([...one, ...other]).slice(0, items.length));
          const next = nextToRead(...parts);
          if (next === null) {
            expect(items).toHaveLength(one.length + other.length);
            return;
          }
          known[next] += page;
        }
        expect.fail('it never ends');
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

describe('the filter of the journal', () => {
  it('is what the address says, and back', () => {
    const query = { by: 'harbor', q: 'ci', kind: 'gone', in: PROD, tab: 'journal' };
    const filter = filterOf(query);
    expect(filter).toEqual({
      by: 'harbor',
      text: 'ci',
      operation: '',
      result: null,
      kind: 'gone',
      planId: null,
    });
    expect(addressOfFilter(filter)).toEqual({ by: 'harbor', q: 'ci', kind: 'gone' });
    expect(addressOfFilter(filterOf({ by: 'x', result: 'y', plan: 'z', kind: 'q' }))).toEqual({});
  });

  it('leads from a line to itself, and to what was done alike', () => {
    const planId = '22222222-2222-4222-8222-222222222222';
    const ours = { by: 'purser', key: 'p1', at: 5, entry: { ...done(1, 5), planId } } as const;
    const address = addressOfItem(ours);
    expect(address).toMatchObject({ tab: 'journal', in: PROD });
    expect(filterOf(address as Record<string, string>)).toEqual({
      by: 'purser',
      text: 'robot$ci',
      operation: 'disable',
      result: null,
      kind: null,
      planId,
    });
    const entry = found(2, 5, { robotId: null, robotName: '', kinds: ['renamed'], count: 5 });
    expect(addressOfItem({ by: 'harbor', key: 'h2', at: 5, entry })).toEqual({
      tab: 'journal',
      in: PROD,
      by: 'harbor',
      q: 'prod',
      kind: 'renamed',
    });
  });

  it('shows a list only where it can hold anything', () => {
    const all = filterOf({});
    expect(BY.map((by) => listsOf({ ...all, by }))).toEqual([
      { ours: true, theirs: true },
      { ours: true, theirs: false },
      { ours: false, theirs: true },
    ]);
    expect(listsOf({ ...all, result: 'refused' })).toEqual({ ours: true, theirs: false });
    expect(listsOf({ ...all, planId: PROD })).toEqual({ ours: true, theirs: false });
    expect(listsOf({ ...all, kind: 'gone' })).toEqual({ ours: false, theirs: true });
  });
});

describe('words of the history', () => {
  const state = { field: 'state', from: 'enabled', to: 'disabled' };
  it.each([
    [['gone'], [], 'Gone'],
    [['state'], [state], 'Disabled'],
    [['state'], [{ ...state, from: 'disabled', to: 'enabled' }], 'Enabled'],
    [['permissions'], [], 'Permissions changed'],
    [['expiry', 'permissions'], [], 'Changed: expiry, permissions'],
    [['description', 'state'], [state], 'Disabled; also changed: description'],
    [['returned', 'state'], [state], 'Back again; also changed: disabled'],
    [['secret'], [], 'Probably a new secret'],
  ] as const)('%j is "%s"', (kinds, changes, words) => {
    expect(foundWords({ kinds: [...kinds], changes: [...changes] })).toBe(words);
  });

  it('adds what an entry does not say by itself', () => {
    expect(remarkOf(found(1, 1))).toBe('');
    expect(remarkOf(found(1, 1, { kinds: ['seen'] }))).toBe(
      'It was made before the last sync, which did not see it.',
    );
    expect(remarkOf(found(1, 1, { kinds: ['renamed'], robotId: null, count: 2_000 }))).toContain(
      '000 robots have another name',
    );
  });
});
