import type { HistoryKind } from '../../contract/history.ts';
import type { PlannedChange } from '../../contract/plans.ts';
import { changesBetween, FIELD_NAMES, valueText } from '../../robots/changes/words.ts';
import type { Robot } from '../../robots/robot.ts';

/** Characters that are kept of one value; a robot on 300 projects has a longer list. */
const LONGEST = 8_000;

const KINDS: Readonly<Record<string, HistoryKind>> = {
  [FIELD_NAMES.description]: 'description',
  [FIELD_NAMES.disabled]: 'state',
  [FIELD_NAMES.duration]: 'expiry',
  [FIELD_NAMES.expiresAt]: 'expiry',
  [FIELD_NAMES.permissions]: 'permissions',
};

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

const expiryChange = (before: Robot, after: Robot): PlannedChange => ({
  field: FIELD_NAMES.expiresAt,
  from: valueText('expiresAt', before),
  to: valueText('expiresAt', after),
});

/**
 * What became of a robot between two readings. The name is left out: only a new prefix changes it,
 * and that is the instance's. An update time that moved alone is most likely a new secret (Harbor
 * 2.15: PATCH and PUT set it, and nothing else does); empty where there is nothing to tell.
 */
export function changesSeen(
  before: Robot,
  after: Robot,
): { readonly kinds: readonly HistoryKind[]; readonly changes: readonly PlannedChange[] } {
  const changes = changesBetween({ ...before, name: after.name }, after);
  const expiryIsTold = changes.some(({ field }) => field === FIELD_NAMES.expiresAt);
  if (before.expiresAt !== after.expiresAt && !expiryIsTold) {
    changes.push(expiryChange(before, after));
  }
  const kinds = new Set(changes.flatMap(({ field }) => KINDS[field] ?? []));
  if (!before.editable && after.editable) {
    // Only a new secret does that to a legacy robot (Harbor 2.15).
    kinds.add('secret');
    changes.push({ field: 'kind', from: 'legacy', to: 'no longer legacy' });
  }
  if (kinds.size === 0 && before.updatedAt !== after.updatedAt) kinds.add('secret');
  return {
    kinds: [...kinds],
    changes: changes.map(({ field, from, to }) => ({ field, from: cut(from), to: cut(to) })),
  };
}
