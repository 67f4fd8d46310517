import { AppError } from '../../shared/contract/errors.ts';
import type { RobotWish } from '../../shared/contract/operations.ts';
import type { RobotAhead } from '../secret-exports/credentials.ts';
import { type ExportAhead, wasShown } from '../secret-exports/exports-ahead.ts';
import { creationSteps } from './plan/creation-steps.ts';
import { asAppError, type CommandPorts } from './harbors.ts';
import { isLeft, isMaking, type PlanRecord, robotOf, type StepRecord } from './plan-record.ts';
import { keepSome } from './record/kept.ts';
import { choiceIn } from './plan/tasks.ts';

/** Whether a step made a robot that has the secret which is kept here. */
const hasMade = ({ task, secret }: StepRecord): boolean =>
  isMaking({ task }) && secret?.phase === 'promoted';

/** Secrets that a plan made and that are kept here, in the order of its steps. */
const handlesOf = (steps: readonly StepRecord[]): string[] =>
  steps.filter(hasMade).flatMap(({ secret }) => secret?.handle ?? []);

/** Where the secrets of plans go. */
export interface PlanExports {
  /** Robots that are not planned yet. Throws `unknown-item`. */
  ahead(wishes: readonly RobotWish[]): Promise<readonly RobotAhead[]>;
  /** What was chosen for robots that are to be made. Throws as `ExportsAhead.chosen`. */
  chosen(placeId: string, steps: readonly StepRecord[]): Promise<ExportAhead>;
  /**
   * Another file, which the user chooses, or none. Throws as `ExportsAhead`.
   * @param stillMay Throws where the plan may not be changed any more
   */
  move(plan: PlanRecord, to: 'elsewhere' | 'nowhere', stillMay: () => void): Promise<void>;
  /**
   * Looks at the place once more before anything is sent, or written where nothing is left to be
   * sent. Throws `not-allowed` where nothing can be written any more, and `conflict` where it is
   * not as it was shown: the plan shows it anew.
   * @param stillMay Throws where the plan may not be changed any more
   */
  lookAgain(plan: PlanRecord, stillMay: () => void): Promise<void>;
  /** Writes the secrets of robots that were made, and notes in the plan how that went. Never throws. */
  write(plan: PlanRecord): Promise<void>;
  /** Writes nothing, and notes in the plan whether its file is there. Never throws. */
  close(plan: PlanRecord): Promise<void>;
}

export interface PlanExportPorts extends Pick<
  CommandPorts,
  'exports' | 'secrets' | 'book' | 'inventory' | 'now' | 'log'
> {
  /** A plan goes elsewhere than it did. */
  readonly onMoved: (plan: PlanRecord) => void;
}

export function createPlanExports(ports: PlanExportPorts): PlanExports {
  const { exports, secrets, book, inventory, now, log } = ports;
  const robotsAhead = (steps: readonly StepRecord[]): Promise<RobotAhead[]> =>
    Promise.all(
      steps.map(async (step) => {
        const choice = choiceIn(step.task);
        // Signs that somebody chose may not fit the format.
        const secret = choice?.kind === 'own' ? await secrets.read(choice.handle) : null;
        const { instanceId, made } = step;
        return { instanceId, robot: { ...robotOf(step), ...made }, secret };
      }),
    );
  const ofPlan = ({ steps }: PlanRecord): Promise<RobotAhead[]> =>
    robotsAhead(steps.filter((step) => isMaking(step) && (isLeft(step) || hasMade(step))));

  const bringOut = async (ahead: ExportAhead, { steps }: PlanRecord): Promise<string> => {
    const made = steps.filter(hasMade);
    if (made.length === 0) return 'No robot was made.';
    try {
      await exports.write(ahead, await robotsAhead(made), handlesOf(made));
      return '';
    } catch (error) {
      if (!(error instanceof AppError)) log.warn('The secrets of a plan were not exported', error);
      return asAppError(error).message;
    }
  };

  /** Purser may have ended after the file was written, and before the plan said so. */
  const settle = async (plan: PlanRecord): Promise<void> => {
    const { exportTo, steps } = plan;
    if (exportTo === null || exportTo.failure !== null || steps.some(isLeft)) return;
    const handles = handlesOf(steps);
    if (handles.length === 0 || !(await exports.isWritten(exportTo, handles))) return;
    plan.exportTo = { ...exportTo, failure: '' };
  };

  const keep = async (plan: PlanRecord, to: ExportAhead | null): Promise<void> => {
    plan.exportTo = to;
    await keepSome(inventory, plan, []);
    ports.onMoved(plan);
  };

  return {
    async ahead(wishes) {
      for (const { instanceId } of wishes.flatMap(({ places }) => places))
        book.instance(instanceId);
      return robotsAhead(await creationSteps(inventory, wishes, now()));
    },
    chosen: async (placeId, steps) => exports.chosen(placeId, await robotsAhead(steps)),
    async move(plan, to, stillMay) {
      const { exportTo } = plan;
      if (exportTo === null) return;
      const found = to === 'nowhere' ? null : await exports.elsewhere(exportTo, await ofPlan(plan));
      stillMay();
      if (to === 'nowhere' || found !== null) await keep(plan, found);
    },
    async lookAgain(plan, stillMay) {
      await settle(plan);
      const { exportTo } = plan;
      if (exportTo === null || exportTo.failure !== null) return;
      const robots = await ofPlan(plan);
      if (robots.length === 0) return;
      const seen = await exports.again(exportTo, robots);
      stillMay();
      if (wasShown(seen, exportTo)) return;
      await keep(plan, seen);
      const message = `What stands at ${seen.path} is not what was shown. Look at it again; nothing was sent or written.`;
      throw new AppError('conflict', message);
    },
    async close(plan) {
      try {
        await settle(plan);
      } catch (error) {
        log.warn('Whether the secrets of a plan were exported is not known', error);
      }
    },
    async write(plan) {
      const { exportTo } = plan;
      if (exportTo === null || exportTo.failure !== null) return;
      plan.exportTo = { ...exportTo, failure: await bringOut(exportTo, plan) };
    },
  };
}
