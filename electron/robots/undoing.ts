import { AppError } from '../../shared/contract/errors.ts';
import type { Plan } from '../../shared/contract/plans.ts';
import { oppositeOf, takingBack, undoSteps } from './plan/undo.ts';
import type { NewPlan, PlanRecord, StepRecord } from './plan-record.ts';
import type { Keeping } from './record/keeping.ts';
import type { PlanShelf } from './record/plan-shelf.ts';

/** Plans that take others back. */
interface Undoing {
  /**
   * The plan that takes this one back: the one that is open for it, else a new one. Throws
   * AppError `not-allowed` where nothing is left to be taken back.
   */
  undo(id: string): Promise<Plan>;
  /**
   * Must be called when a plan is about to be over. Notes what it has taken back of another one;
   * what it has not can be taken back still. Throws what writing throws.
   */
  ends(plan: PlanRecord): Promise<void>;
}

interface Parts {
  readonly shelf: Pick<PlanShelf, 'has' | 'open' | 'view' | 'views'>;
  readonly keeping: Pick<Keeping, 'add' | 'end'>;
  /** Begins to check a new plan. */
  readonly begin: (part: NewPlan) => Plan;
  /** Tells the window how a plan stands. */
  readonly say: (plan: PlanRecord) => void;
}

const robotOf = ({ instanceId, seen }: StepRecord): string => `${instanceId} ${String(seen.id)}`;

const nothingLeft = (): AppError =>
  new AppError('not-allowed', 'Nothing of this plan can be taken back.');

export function createUndoing({ shelf, keeping, begin, say }: Parts): Undoing {
  return {
    async undo(id) {
      const plan = await shelf.open(id);
      if (!shelf.view(id).canUndo) throw nothingLeft();
      const steps = await undoSteps(plan);
      // Two plans for one change would both look as if they were to be sent.
      const open = shelf.views().find(({ undoOf, state }) => undoOf === id && state !== 'finished');
      if (open !== undefined) return open;
      const title = `Undo: ${plan.title}`;
      return begin({ title, operation: oppositeOf(plan), undoOf: id, steps });
    },
    async ends({ undoOf, steps }) {
      const isOver = ({ status }: StepRecord): boolean => status === 'done' || status === 'differs';
      const robots = new Set(steps.filter(isOver).map(robotOf));
      if (undoOf === null || robots.size === 0 || !shelf.has(undoOf)) return;
      const plan = await shelf.open(undoOf);
      const taken = plan.steps.filter(
        (step) => takingBack(step) !== null && robots.has(robotOf(step)),
      );
      for (const step of taken) step.wasTakenBack = true;
      plan.wasUndone ||= taken.length > 0;
      keeping.add(plan, taken);
      await keeping.end(plan, {});
      say(plan);
    },
  };
}
