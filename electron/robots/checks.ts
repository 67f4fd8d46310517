import type { Plan } from '../../shared/contract/plans.ts';
import type { createActivities, Standing } from './activities.ts';
import type { CommandPorts, LoginGates } from './harbors.ts';
import type { PlanRecord, StepRecord } from './plan-record.ts';
import { checkPlan } from './preflight/check-plan.ts';
import { checkedAfresh, otherLogins, usersOf } from './preflight/other-login.ts';
import type { Keeping } from './record/keeping.ts';
import { CHECK_STOPPED } from './record/kept.ts';

/** How far the checks are that go on, by the ids of their plans. */
export type CheckProgress = Map<string, Pick<Plan, 'checking'>>;

interface Parts {
  readonly ports: CommandPorts;
  readonly gates: LoginGates;
  readonly keeping: Keeping;
  readonly activities: Pick<ReturnType<typeof createActivities>, 'during'>;
  /** Tells the window how a plan stands. */
  readonly say: (plan: PlanRecord) => void;
  /** Shows that a plan is being checked. */
  readonly begins: (plan: PlanRecord, state: 'checking') => void;
  readonly checks: CheckProgress;
}

/** Begins the check of a plan, or of some of its steps; it goes on by itself and keeps what it finds. */
export const createChecks =
  ({ ports, gates, keeping, activities, say, begins, checks }: Parts) =>
  (plan: PlanRecord, only?: ReadonlySet<StepRecord>): void => {
    const checking = new AbortController();
    const { signal } = checking;
    const others = otherLogins(plan, ports);
    const users = usersOf(plan, ports);
    begins(plan, 'checking');
    // They may have been answered since they were kept.
    keeping.add(plan, only ?? []);
    const check = async (): Promise<Standing> => {
      const onProgress = (done: number, of: number): void => {
        checks.set(plan.id, { checking: { done, of } });
        say(plan);
      };
      const means = { ports, gates, keeping, signal, onProgress, ...(only ? { only } : {}) };
      const isWhole = await checkPlan(plan, means);
      // Where only some steps were checked, the others were not by whoever it is now.
      const checkedAs = only ? { ...users, ...plan.checkedAs } : users;
      const standing: Standing = {
        state: 'ready',
        pausedWhy: isWhole ? checkedAfresh(others, ports) : CHECK_STOPPED,
        ...(isWhole ? { checkedAt: Math.floor(ports.now()) } : {}),
        checkedAs,
      };
      await keeping.end(plan, standing);
      return standing;
    };
    const task = check().finally(() => checks.delete(plan.id));
    activities.during(plan, { checking, run: null }, task);
  };
