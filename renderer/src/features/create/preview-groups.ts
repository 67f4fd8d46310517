import type { Finding } from '../../../../shared/contract/plans.ts';
import type { PlanPreview } from '../../../../shared/contract/places.ts';

type One = PlanPreview['findings'][number];

/** A finding and the robots that share it. */
export interface FindingGroup {
  readonly finding: Finding;
  readonly of: readonly One[];
}

const RANK: Readonly<Record<Finding['severity'], number>> = { refusal: 0, warning: 1, note: 2 };

/** The same finding of several robots said once; refusals first, what many share before the rest. */
export function groupFindings(findings: readonly One[]): FindingGroup[] {
  const groups = new Map<string, { finding: Finding; of: One[] }>();
  for (const one of findings) {
    const { severity, rule, message, wayOut } = one.finding;
    const key = JSON.stringify([severity, rule, message, wayOut]);
    const group = groups.get(key);
    if (group) group.of.push(one);
    else groups.set(key, { finding: one.finding, of: [one] });
  }
  return [...groups.values()].sort(
    (left, right) =>
      RANK[left.finding.severity] - RANK[right.finding.severity] ||
      right.of.length - left.of.length,
  );
}
