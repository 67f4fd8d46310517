import { AppError } from '../../shared/contract/errors.ts';
import type { Log } from '../log/log.ts';
import type { PlanRun } from './apply/apply-plan.ts';
import type { PlanRecord } from './plan-record.ts';

/** How a plan stands once nothing goes on for it. */
export type Standing = Pick<PlanRecord, 'state' | 'pausedWhy'> &
  Partial<Pick<PlanRecord, 'checkedAt' | 'checkedAs' | 'pausedBy'>>;

/** What is going on for a plan: it is being checked, or its steps are being sent. */
interface Activity {
  readonly checking: AbortController | null;
  readonly run: PlanRun | null;
  readonly done: Promise<void>;
}

interface Parts {
  readonly log: Log;
  /** Nothing is going on for this plan any more. */
  readonly onEnd: (plan: PlanRecord) => void;
}

/** What is going on for the plans of a workspace, one thing at a time for each. */
export function createActivities({ log, onEnd }: Parts) {
  const activities = new Map<string, Activity>();

  /** Ends what is going on for a plan; steps that are running are waited for. */
  const end = async (id: string, why: string): Promise<void> => {
    const activity = activities.get(id);
    activity?.checking?.abort(new AppError('cancelled', 'The check was ended.'));
    activity?.run?.stop(why);
    await activity?.done;
  };

  return {
    has: (id: string): boolean => activities.has(id),
    /**
     * Remembers what is going on until it has ended; a failure of our own pauses the plan. The plan
     * shows how it stands in the moment in which it allows what is allowed then, not before.
     */
    during(plan: PlanRecord, activity: Omit<Activity, 'done'>, task: Promise<Standing>): void {
      const done = task
        .catch((error: unknown): Standing => {
          log.warn(`The plan ${plan.id} failed`, error);
          const message = error instanceof AppError ? error.message : 'Purser failed; see its log.';
          return { state: 'paused', pausedWhy: message };
        })
        .then((standing) => {
          activities.delete(plan.id);
          Object.assign(plan, standing);
          onEnd(plan);
        });
      activities.set(plan.id, { ...activity, done });
    },
    /** No further step of this plan begins, nor is one more of them checked. */
    stop(id: string, why: string): void {
      const activity = activities.get(id);
      activity?.checking?.abort(new AppError('cancelled', 'The check was stopped.'));
      activity?.run?.stop(why);
    },
    end,
    async endAll(why: string): Promise<void> {
      await Promise.all([...activities.keys()].map((id) => end(id, why)));
    },
    /** Plans of which steps are being sent. */
    running: (): string[] => [...activities].flatMap(([id, { run }]) => (run === null ? [] : [id])),
    /** Resolves when everything that goes on now has ended. */
    async settled(): Promise<void> {
      await Promise.all([...activities.values()].map(({ done }) => done));
    },
  };
}
