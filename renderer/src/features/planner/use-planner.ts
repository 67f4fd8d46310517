import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import type { ExpiryPolicy, Simulation } from '../../../../shared/contract/planner.ts';
import { call, useTask } from '../../api/index.ts';
import type { Task } from '../../api/use-task.ts';

/** Policies that are kept, and what the one at hand would make of its robots. */
export interface Planner {
  readonly policies: ShallowRef<readonly ExpiryPolicy[]>;
  readonly load: Task<[], void>;
  readonly simulation: ShallowRef<Simulation | null>;
  /** The policy that the simulation is of; the one at hand may be typed over by now. */
  readonly simulated: ShallowRef<ExpiryPolicy | null>;
  readonly simulate: Task<[policy: ExpiryPolicy], void>;
  readonly save: Task<[policy: ExpiryPolicy], void>;
  readonly remove: Task<[id: string], void>;
}

export function usePlanner(): Planner {
  const policies = shallowRef<readonly ExpiryPolicy[]>([]);
  const simulation = shallowRef<Simulation | null>(null);
  const simulated = shallowRef<ExpiryPolicy | null>(null);
  let newest = 0;
  return {
    policies,
    load: useTask(async () => {
      policies.value = await call('planner.policies');
    }),
    simulation,
    simulated,
    simulate: useTask(async (policy: ExpiryPolicy) => {
      const mine = ++newest;
      const answer = await call('planner.simulate', policy);
      if (mine !== newest) return;
      simulated.value = policy;
      simulation.value = answer;
    }),
    save: useTask(async (policy: ExpiryPolicy) => {
      policies.value = await call('planner.save', policy);
    }),
    remove: useTask(async (id: string) => {
      policies.value = await call('planner.remove', { id });
    }),
  };
}
