import { AppError } from '../../shared/contract/errors.ts';
import type { PlanState } from '../../shared/contract/plans.ts';
import { canAnswer, settle, waitsForAnswer } from './answers.ts';
import type { Commands } from './commands.ts';
import { enterOwnSecret } from './plan/own-secrets.ts';
import { isRemoving, type PlanRecord, type StepRecord } from './plan-record.ts';
import type { Keeping } from './record/keeping.ts';
import type { PlanShelf } from './record/plan-shelf.ts';
import { canDropStale, dropStale } from './stale.ts';

/** What deciding about steps needs. */
interface StepParts {
  readonly shelf: Pick<PlanShelf, 'open'>;
  readonly keeping: Pick<Keeping, 'beforeReopened'>;
  /** Throws `not-allowed` unless the plan stands like that. @param what what cannot be done then */
  readonly requireState: (plan: PlanRecord, what: string, ...states: PlanState[]) => void;
  readonly beginCheck: (plan: PlanRecord, only: ReadonlySet<StepRecord>) => void;
}

/** What a plan does not bear as it stands. */
export const notNow = (what: string): AppError =>
  new AppError('not-allowed', `This plan cannot be ${what} as it stands.`);

const nothing = (why: string): AppError => new AppError('not-allowed', why);

const OPEN = ['ready', 'paused', 'interrupted'] as const;

/** Steps by their places, or all that are of this kind. */
const stepsOf = (
  { steps }: PlanRecord,
  wanted: 'all' | readonly number[],
  isOfKind: (step: StepRecord) => boolean,
): StepRecord[] =>
  wanted === 'all' ? steps.filter(isOfKind) : wanted.flatMap((index) => steps[index] ?? []);

/** What somebody decides about steps of a plan; each is judged afresh then. */
export const createStepCommands = ({
  shelf,
  keeping,
  requireState,
  beginCheck,
}: StepParts): Pick<Commands, 'answerConflict' | 'dropStale' | 'enterSecret'> => ({
  async answerConflict(id, wanted, answer) {
    const plan = await shelf.open(id);
    if (plan.state === 'finished') await keeping.beforeReopened(plan);
    requireState(plan, 'changed', ...OPEN, 'finished');
    if (answer === 'merge' && isRemoving(plan.operation)) throw notNow('merged');
    const steps = stepsOf(plan, wanted, waitsForAnswer);
    if (steps.length === 0 || !steps.every((step) => canAnswer(plan, step))) {
      throw nothing('There is no conflict to settle any more.');
    }
    for (const step of steps) settle(step, answer);
    beginCheck(plan, new Set(steps));
  },
  async dropStale(id, wanted) {
    const plan = await shelf.open(id);
    requireState(plan, 'changed', ...OPEN);
    const steps = stepsOf(plan, wanted, canDropStale);
    if (steps.length === 0 || !steps.every(canDropStale)) {
      throw nothing('No robot here waits for permissions to be dropped.');
    }
    for (const step of steps) dropStale(step);
    beginCheck(plan, new Set(steps));
  },
  async enterSecret(id, handle) {
    const plan = await shelf.open(id);
    requireState(plan, 'changed', ...OPEN);
    const steps = enterOwnSecret(plan, handle);
    if (steps.length === 0) throw nothing('No robot here misses a secret.');
    beginCheck(plan, new Set(steps));
  },
});
