import type { AppError } from '../../api/index.ts';

/** Whether secrets were to be made that no keychain keeps: memory is the way on, if agreed to. */
export const lacksKeychain = (error: AppError | null): boolean =>
  error !== null && /^keychain-(missing|locked)$/.test(error.code);
