import type { SecretChoice } from '../../../shared/contract/secrets.ts';
import type { PlanRecord, StepRecord } from '../plan-record.ts';

/** Stands for a secret of one's own that this computer does not have: files hold none. */
const NOT_HERE = '00000000-0000-4000-8000-000000000000';

/** The same choice without anything that leads to a secret. */
export const withoutHandle = (choice: SecretChoice): SecretChoice =>
  choice.kind === 'own' ? { kind: 'own', handle: NOT_HERE } : choice;

/** A secret of one's own that was forgotten meanwhile, came from a file, or does not fit. */
const lacksSecret = ({ task, status, findings }: StepRecord): boolean =>
  status === 'blocked' &&
  'choice' in task &&
  task.choice.kind === 'own' &&
  findings.some(({ rule }) => rule === 'own-secret');

/** Gives the secret that was entered to every step that lacks one; answers those steps. */
export function enterOwnSecret(plan: PlanRecord, handle: string): StepRecord[] {
  const choice = { kind: 'own', handle } as const;
  const lacking = plan.steps.filter(lacksSecret);
  for (const step of lacking) {
    if ('choice' in step.task) step.task = { ...step.task, choice };
  }
  return lacking;
}
