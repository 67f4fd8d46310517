export { AppError } from '../../../shared/contract/errors.ts';
export { asAppError } from './as-app-error.ts';
export { call } from './call.ts';
export { onEvent } from './events.ts';
export { useTask } from './use-task.ts';
