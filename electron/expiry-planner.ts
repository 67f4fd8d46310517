import { randomUUID } from 'node:crypto';
import type { CallOutput, CallParsed } from '../shared/contract/calls.ts';
import { AppError } from '../shared/contract/errors.ts';
import type { ExpiryPolicy, PolicyDrifts, Simulation } from '../shared/contract/planner.ts';
import type { Plan } from '../shared/contract/plans.ts';
import type { Inventory, Now, PlannedDates } from '../shared/inventory/inventory.ts';
import type { Commands } from './robots/commands.ts';

/** Policies of when robots shall expire, what they would change, and the plan that changes it. */
export interface ExpiryPlanner {
  policies(): Promise<ExpiryPolicy[]>;
  save(policy: ExpiryPolicy): Promise<ExpiryPolicy[]>;
  remove(id: string): Promise<ExpiryPolicy[]>;
  /** How many robots drifted from each policy that is kept. */
  drifted(): Promise<PolicyDrifts[]>;
  /** Changes nothing. Throws `query-invalid`. */
  simulate(policy: ExpiryPolicy): Promise<Simulation>;
  /** Throws `unknown-item` where the simulation is too long ago. */
  moves(part: CallParsed<'planner.moves'>): CallOutput<'planner.moves'>;
  /** Throws `unknown-item`, also where there is nothing to change. */
  plan(id: string): Promise<Plan>;
}

interface PlannerPorts {
  readonly inventory: Pick<
    Inventory,
    'planDates' | 'countDrifts' | 'expiryPolicies' | 'saveExpiryPolicy' | 'removeExpiryPolicy'
  >;
  readonly commands: Pick<Commands, 'schedule'>;
  readonly at: () => Now;
}

/** So many simulations are remembered: what one looks at, and a few to go back to. */
const REMEMBERED = 4;

export function createExpiryPlanner({ inventory, commands, at }: PlannerPorts): ExpiryPlanner {
  /** The dates that each simulation came to, oldest first. */
  const simulated = new Map<string, PlannedDates['moves']>();

  const movesOf = (id: string): PlannedDates['moves'] => {
    const moves = simulated.get(id);
    if (moves !== undefined) return moves;
    throw new AppError('unknown-item', 'This simulation is too long ago. Simulate it again.');
  };
  const policies = async (): Promise<ExpiryPolicy[]> => [...(await inventory.expiryPolicies())];

  return {
    policies,
    async save(policy) {
      await inventory.saveExpiryPolicy(policy);
      return policies();
    },
    async remove(id) {
      await inventory.removeExpiryPolicy(id);
      return policies();
    },
    async drifted() {
      const found: PolicyDrifts[] = [];
      // One after the other: what people wait for goes between them.
      for (const policy of await policies()) {
        const { id, name, scope } = policy;
        found.push({ id, name, scope, robots: await inventory.countDrifts(policy, at()) });
      }
      return found;
    },
    async simulate(policy) {
      const { figures, moves } = await inventory.planDates(policy, at());
      const id = randomUUID();
      simulated.set(id, moves);
      const [oldest] = simulated.keys();
      if (simulated.size > REMEMBERED && oldest !== undefined) simulated.delete(oldest);
      return { ...figures, id };
    },
    moves({ id, from, count, only }) {
      const all = movesOf(id).filter(({ drift }) => only === null || drift === only);
      const moves = all.slice(from, from + count).map(({ key, drift, to }) => ({ key, drift, to }));
      return { moves, total: all.length };
    },
    async plan(id) {
      const dates = movesOf(id).flatMap(({ key, duration }) =>
        duration === null ? [] : [{ key, duration }],
      );
      return commands.schedule(dates);
    },
  };
}
