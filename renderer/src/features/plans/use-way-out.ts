import { ref } from 'vue';
import type { Ref } from 'vue';
import { useRouter } from 'vue-router';
import type { PlanStep } from '../../../../shared/contract/plans.ts';
import { useInstanceActions } from '../instances/instance-actions.ts';
import { useChanges } from '../changes/changes-store.ts';
import type { WayOut } from './way-outs.ts';

/**
 * Takes the way out of what speaks against a step.
 * @param plan what can be done within the plan itself
 */
export function useWayOut(plan: {
  readonly check: () => void;
  readonly dropStale: (step: PlanStep) => void;
}): {
  readonly take: (wayOut: WayOut, step: PlanStep) => void;
  /** The secret that steps miss is being asked for. */
  readonly asksSecret: Ref<boolean>;
} {
  const router = useRouter();
  const changes = useChanges();
  const instances = useInstanceActions();
  const asksSecret = ref(false);

  function take(wayOut: WayOut, step: PlanStep): void {
    const { key, instanceId } = step;
    switch (wayOut) {
      case 'check':
        plan.check();
        break;
      case 'drop-stale':
        plan.dropStale(step);
        break;
      case 'sign-in':
        instances.ask('sign-in', instanceId);
        break;
      case 'keychain':
        void router.push({ name: 'settings', hash: '#keychain' });
        break;
      case 'open-instance':
        void router.push({ name: 'instance', params: { id: instanceId } });
        break;
      case 'add-instance':
        void router.push({ name: 'instance-new' });
        break;
      case 'enter-secret':
        asksSecret.value = true;
        break;
      default:
        if (key !== null) changes.begin(wayOut, [key]);
    }
  }

  return { take, asksSecret };
}
