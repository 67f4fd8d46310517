import type { SecretProtocol, SecretVault } from '../../keychain/robot-secrets.ts';
import type { Log } from '../../log/log.ts';
import type { PlanRecord } from '../plan-record.ts';

interface Means {
  readonly secrets: Pick<SecretProtocol, 'drop'> & Pick<SecretVault, 'list'>;
  readonly log: Log;
}

/**
 * Gives up the secrets of a plan that surely never left: those that no step speaks of, because
 * the process ended between making one and writing that down, and those of steps that are over.
 * Not while the plan is running. A keychain that fails leaves them listed.
 */
export async function dropUnsent(plan: PlanRecord, { secrets, log }: Means): Promise<void> {
  const named = new Set(plan.steps.map(({ secret }) => secret?.handle));
  const pending = secrets.list({ planId: plan.id, states: ['pending'] }).handles;
  const unknown = pending.filter((handle) => !named.has(handle));
  const over = plan.steps.filter(
    ({ status, secret }) =>
      secret?.phase === 'intended' && status !== 'planned' && status !== 'running',
  );
  try {
    for (const handle of unknown) await secrets.drop(handle);
    for (const step of over) {
      await secrets.drop(step.secret?.handle ?? '');
      step.secret = null;
    }
  } catch (error) {
    log.warn(`Secrets of the plan ${plan.id} that were never sent stay for now`, error);
  }
}
