import { AppError } from '../../../shared/contract/errors.ts';
import type { RobotWish } from '../../../shared/contract/operations.ts';
import type { PlannedExport } from '../../../shared/contract/secret-exports.ts';
import { secretFormat } from '../../../shared/exports/secrets/index.ts';
import type { RobotAhead } from '../../secret-exports/credentials.ts';
import { type ExportAhead, wasShown } from '../../secret-exports/exports-ahead.ts';
import { creationSteps } from './creation-steps.ts';
import { asAppError, type CommandPorts } from '../harbors.ts';
import { isLeft, isMaking, type PlanRecord, robotOf, type StepRecord } from '../plan-record.ts';
import { choiceIn } from './tasks.ts';

/** Whether a step made a robot that has the secret which is kept here. */
const hasMade = ({ task, secret }: StepRecord): boolean =>
  isMaking({ task }) && secret?.phase === 'promoted';

/** What the window is shown of a planned export. */
export const exportView = (ahead: ExportAhead): PlannedExport => {
  const { path, recipe, state, changes, beware, failure } = ahead;
  const format = secretFormat(recipe.format)?.title ?? recipe.format;
  const isEncrypted = recipe.encryption !== 'none';
  return { path, format, isEncrypted, state, changes: [...changes], beware: [...beware], failure };
};

/** Where the secrets of plans go. */
export interface PlanExports {
  /** Robots that are not planned yet. Throws `unknown-item`. */
  ahead(wishes: readonly RobotWish[]): Promise<readonly RobotAhead[]>;
  /** What was chosen for robots that are to be made. Throws as `ExportsAhead.chosen`. */
  chosen(placeId: string, steps: readonly StepRecord[]): Promise<ExportAhead>;
  /** Another place, which the user chooses; null if they did not. Throws as `ExportsAhead`. */
  elsewhere(plan: PlanRecord): Promise<ExportAhead | null>;
  /**
   * Before anything is sent: throws `not-allowed` where nothing can be written any more.
   * @returns how the place is now, where that is not what was shown; else null
   */
  changed(plan: PlanRecord): Promise<ExportAhead | null>;
  /** Writes the secrets of robots that were made, and notes in the plan how that went. Never throws. */
  write(plan: PlanRecord): Promise<void>;
}

export function createPlanExports({
  exports,
  secrets,
  book,
  inventory,
  now,
  log,
}: Pick<CommandPorts, 'exports' | 'secrets' | 'book' | 'inventory' | 'now' | 'log'>): PlanExports {
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
      const handles = made.flatMap(({ secret }) => secret?.handle ?? []);
      await exports.write(ahead, await robotsAhead(made), handles);
      return '';
    } catch (error) {
      if (!(error instanceof AppError)) log.warn('The secrets of a plan were not exported', error);
      return asAppError(error).message;
    }
  };

  return {
    async ahead(wishes) {
      for (const { instanceId } of wishes.flatMap(({ places }) => places))
        book.instance(instanceId);
      return robotsAhead(await creationSteps(inventory, wishes, now()));
    },
    chosen: async (placeId, steps) => exports.chosen(placeId, await robotsAhead(steps)),
    elsewhere: async (plan) =>
      plan.exportTo === null ? null : exports.elsewhere(plan.exportTo, await ofPlan(plan)),
    async changed(plan) {
      const { exportTo } = plan;
      if (exportTo === null) return null;
      const robots = await ofPlan(plan);
      if (robots.length === 0) return null;
      const now = await exports.again(exportTo, robots);
      return wasShown(now, exportTo) ? null : now;
    },
    async write(plan) {
      const { exportTo } = plan;
      if (exportTo === null || exportTo.failure !== null) return;
      plan.exportTo = { ...exportTo, failure: await bringOut(exportTo, plan) };
    },
  };
}
