import { AppError } from '../../../shared/contract/app-error.ts';

/** Anything that was thrown as an AppError; what is not one becomes `internal`. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return new AppError('internal', 'Something went wrong in the window. Try again.', {
    details: { what: thrown instanceof Error ? thrown.name : typeof thrown },
  });
}
