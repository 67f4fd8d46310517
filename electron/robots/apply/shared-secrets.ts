import type { SecretChoice } from '../../../shared/contract/secrets.ts';
import type { SecretProtocol } from '../../keychain/robot-secrets.ts';
import type { PlanRecord, StepTask } from '../plan-record.ts';

/** Secrets that several robots of a plan get, for the time of one run. */
export interface SharedSecrets {
  /** Of a step with the same choice that has one already, or else what `make` answers first. */
  get(choice: SecretChoice, make: () => Promise<string>): Promise<string>;
}

const choiceOf = (task: StepTask): string => ('choice' in task ? JSON.stringify(task.choice) : '');

export function createSharedSecrets(
  plan: Pick<PlanRecord, 'steps'>,
  secrets: Pick<SecretProtocol, 'find' | 'read'>,
): SharedSecrets {
  const asked = new Map<string, Promise<string>>();

  const ofAnother = async (wanted: string): Promise<string | null> => {
    for (const { task, secret } of plan.steps) {
      if (secret === null || choiceOf(task) !== wanted) continue;
      if (secrets.find(secret.handle) !== null) return secrets.read(secret.handle);
    }
    return null;
  };

  return {
    get(choice, make) {
      const wanted = JSON.stringify(choice);
      const known = asked.get(wanted);
      if (known !== undefined) return known;
      const asking = ofAnother(wanted).then((secret) => secret ?? make());
      asked.set(wanted, asking);
      // What failed is tried again by the next step.
      asking.catch(() => asked.delete(wanted));
      return asking;
    },
  };
}
