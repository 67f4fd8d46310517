import type { Finding, PlanStep } from '../../contract/plans.ts';

/** The one thing about a step that its row has room for. */
export interface StepRemark {
  readonly severity: Finding['severity'];
  readonly words: string;
}

const LOUDNESS: readonly Finding['severity'][] = ['refusal', 'warning', 'note'];

/** What is to be known of a step: once it is done, nothing is warned of any more. */
export const standingFindings = ({
  status,
  findings,
}: Pick<PlanStep, 'status' | 'findings'>): readonly Finding[] =>
  status === 'done' ? findings.filter(({ severity }) => severity === 'note') : findings;

/** What went wrong, else what Harbor holds otherwise, else the gravest finding; null for none. */
export function loudest(
  step: Pick<PlanStep, 'status' | 'error' | 'differs' | 'conflicts' | 'findings'>,
): StepRemark | null {
  if (step.error) return { severity: 'refusal', words: step.error.message };
  if (step.differs.length > 0) {
    const fields = step.differs.map(({ field }) => field).join(', ');
    return { severity: 'warning', words: `Harbor holds another ${fields}` };
  }
  const findings = standingFindings(step);
  for (const severity of LOUDNESS) {
    const found = findings.find((finding) => finding.severity === severity);
    if (found) return { severity, words: found.message };
  }
  if (step.conflicts.length > 0) {
    const fields = step.conflicts.map(({ field }) => field).join(', ');
    return { severity: 'warning', words: `Changed at Harbor meanwhile: ${fields}` };
  }
  return null;
}
