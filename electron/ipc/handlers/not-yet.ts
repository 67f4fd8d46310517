import { AppError } from '../../../shared/contract/errors.ts';

/** Answers calls whose service is not built yet. */
export const notYet = (): never => {
  throw new AppError('not-allowed', 'This is not possible yet.');
};
