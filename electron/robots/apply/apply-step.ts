import { applyChange } from './apply-change.ts';
import { applyCreate } from './apply-create.ts';
import { applyRecreate } from './apply-recreate.ts';
import { applyRefresh } from './apply-refresh.ts';
import type { StepRecord } from '../plan-record.ts';
import type { After, StepMeans } from './step-means.ts';

/**
 * Carries out one step, from where its record says that it is. The record says afterwards how it
 * went.
 * @returns the robot as it was last seen, null where it is gone or was not read
 * Throws Halt where nothing can be sent until somebody acts; the step can then be carried on.
 */
export function applyStep(step: StepRecord, means: StepMeans): Promise<After> {
  switch (step.task.kind) {
    case 'change':
    case 'delete':
      return applyChange(step, means);
    case 'refresh':
      return applyRefresh(step, step.task, means);
    case 'create':
      return applyCreate(step, step.task, means);
    case 'recreate':
      return applyRecreate(step, step.task, means);
  }
}
