import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { useRouter } from 'vue-router';
import type { Operation } from '../../../../shared/contract/operations.ts';
import type { Plan } from '../../../../shared/contract/plans.ts';
import { AppError, asAppError, call } from '../../api/index.ts';
import { useSecrets } from '../secrets/secrets-store.ts';
import { operationOf } from './change-kinds.ts';
import type { ChangeKind } from './change-kinds.ts';

/** What is asked in a dialog before there is a plan, and for which robots. */
export interface ChangeQuestion {
  readonly kind:
    | 'renew'
    | 'describe'
    | 'refresh'
    | 'prepare'
    | 'recreate'
    | 'permissions'
    | 'limit'
    | 'clone'
    | 'twin';
  readonly keys: readonly number[];
  /** Instances that are chosen from the start, for clones. */
  readonly onto?: readonly string[];
}

const nonePrepared = (): AppError =>
  new AppError(
    'unknown-item',
    'No secret is prepared for these robots. “Prepare a new secret” makes one for each.',
  );

/**
 * How every change begins: what is needed is asked by the one ChangeDialogs of the frame, then a
 * plan is made and its page opened. Nothing is sent from here.
 */
export const useChanges = defineStore('changes', () => {
  const router = useRouter();
  const secrets = useSecrets();
  const asked = shallowRef<ChangeQuestion | null>(null);
  const isMaking = shallowRef(false);
  /** Why the last plan could not be made, until the next attempt. */
  const failure = shallowRef<AppError | null>(null);

  /** Makes a plan and goes to it; answers whether that worked. */
  async function make(operation: Operation, keys: readonly number[]): Promise<boolean> {
    return keys.length > 0 && plan(() => call('plans.make', { operation, keys: [...keys] }));
  }

  /** The same for a plan that is made in another way, or after something else was asked. */
  async function plan(ask: () => Promise<Plan>): Promise<boolean> {
    if (isMaking.value) return false;
    isMaking.value = true;
    failure.value = null;
    try {
      const plan = await ask();
      asked.value = null;
      await router.push({ name: 'plan', params: { id: plan.id } });
      return true;
    } catch (thrown) {
      failure.value = asAppError(thrown);
      return false;
    } finally {
      isMaking.value = false;
    }
  }

  /** Begins a change of these robots: with a question where one is needed. */
  function begin(kind: ChangeKind, keys: readonly number[]): void {
    failure.value = null;
    const operation = operationOf(kind);
    const [key] = keys;
    if (operation !== null) void make(operation, keys);
    else if (kind === 'prepared') void showPrepared(keys);
    else if (kind === 'replace') void router.push({ name: 'robot-new', query: { replaces: key } });
    else if (keys.length > 0) asked.value = { kind: kind as ChangeQuestion['kind'], keys };
  }

  /** Shows what is prepared for these robots, to be exported, activated or discarded. */
  async function showPrepared(keys: readonly number[]): Promise<void> {
    try {
      const { handles } = await call('secrets.prepared', { keys: [...keys] });
      if (handles.length === 0) throw nonePrepared();
      secrets.show({ handles });
    } catch (thrown) {
      failure.value = asAppError(thrown);
    }
  }

  /** Asks how this robot is to be made at an instance that lacks it. */
  function cloneOnto(key: number, instanceId: string): void {
    failure.value = null;
    asked.value = { kind: 'clone', keys: [key], onto: [instanceId] };
  }

  function dismiss(): void {
    asked.value = null;
    failure.value = null;
  }

  return { asked, isMaking, failure, make, plan, begin, cloneOnto, dismiss };
});
