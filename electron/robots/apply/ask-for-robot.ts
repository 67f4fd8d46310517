import type { AppError } from '../../../shared/contract/errors.ts';
import { createBody } from '../../../shared/robots/changes/create-body.ts';
import type { MadeRobot } from '../../harbor/types.ts';
import { asAppError } from '../harbors.ts';
import type { StepRecord } from '../plan-record.ts';
import { isOpenQuestion, type StepMeans } from './step-means.ts';
import type { Making } from '../plan/tasks.ts';

/** What became of one POST. */
export type Asked =
  | { readonly kind: 'made'; readonly made: MadeRobot }
  /** Nobody knows whether it was made, or what its secret is. */
  | { readonly kind: 'lost'; readonly error: AppError }
  | { readonly kind: 'failed'; readonly error: AppError };

/** Asks for a robot once, and keeps the request id. @param now epoch seconds, server's clock */
export async function askForRobot(
  step: StepRecord,
  { definition, place: { project } }: Making,
  now: number,
  { client }: Pick<StepMeans, 'client'>,
): Promise<Asked> {
  try {
    const made = await client.createRobot(createBody(definition, project, now));
    if (made.requestId !== null) step.requestIds.push(made.requestId);
    return { kind: 'made', made };
  } catch (thrown) {
    const error = asAppError(thrown);
    if (error.requestId !== null) step.requestIds.push(error.requestId);
    return { kind: isOpenQuestion(error) ? 'lost' : 'failed', error };
  }
}
