import type { JournalEntry, PlannedChange } from '../../shared/contract/plans.ts';
import type { RobotSettingsWish } from '../../shared/contract/robot-settings.ts';
import { counted } from '../../shared/robots/counted.ts';
import type { JournalSearch } from '../../shared/inventory/inventory.ts';

const PREFIX = 'robot name prefix';
const DURATION = 'default duration';

/** The settings as the journal says them. */
const wordsOf = ({ prefix, duration }: RobotSettingsWish) => [
  { field: PREFIX, value: prefix },
  { field: DURATION, value: counted(duration, 'day') },
];

/** What a change of settings changes, in words. */
export const changesBetween = (from: RobotSettingsWish, to: RobotSettingsWish): PlannedChange[] => {
  const after = wordsOf(to);
  return wordsOf(from).flatMap(({ field, value }, place) => {
    const next = after[place]?.value ?? value;
    return next === value ? [] : [{ field, from: value, to: next }];
  });
};

/** It is about to be sent. */
export const BEGUN = { result: 'begun' as const, message: '', requestIds: [] };

/** Changes of settings without an end in the journal. */
export const OPEN: JournalSearch = {
  text: '',
  ids: [],
  robotKey: null,
  planId: null,
  operations: ['settings'],
  results: ['begun'],
  before: null,
  count: 1_000,
};

const CUT_OFF = 'Purser ended while this was being sent.';

/** What became of changes, by what Harbor holds now. */
export function outcomeOf(
  changes: readonly PlannedChange[],
  now: RobotSettingsWish,
): Pick<JournalEntry, 'result' | 'message'> {
  const held = new Map(wordsOf(now).map(({ field, value }) => [field, value]));
  if (changes.every(({ field, to }) => held.get(field) === to)) {
    return { result: 'done', message: `${CUT_OFF} Harbor has taken it.` };
  }
  if (changes.every(({ field, from }) => held.get(field) === from)) {
    return { result: 'refused', message: `${CUT_OFF} Harbor has not taken it.` };
  }
  const found = changes.map(({ field }) => `${field} ${held.get(field) ?? ''}`).join(', ');
  return { result: 'differs', message: `${CUT_OFF} Harbor holds something else: ${found}.` };
}
