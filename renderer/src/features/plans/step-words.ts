import type { PlanStep } from '../../../../shared/contract/plans.ts';

type Change = PlanStep['changes'][number];

/** Whether a change names permissions: its field says whether they come or go. */
export const isList = ({ field }: Change): boolean => /^permissions (added|removed)$/.test(field);

/** All that changes as plain text, a line each. */
export const changesText = (changes: readonly Change[]): string =>
  changes.map((change) => `${change.field} ${valueText(change)}`).join('\n');

function valueText(change: Change): string {
  if (isList(change)) return change.from || change.to;
  const to = change.to || '(empty)';
  return change.from === '' ? to : `${change.from} → ${to}`;
}
