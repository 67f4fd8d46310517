export { AppError } from '../../../shared/contract/app-error.ts';
export { forgetAhead, keepAhead, takeAhead } from './ahead.ts';
export { asAppError } from './as-app-error.ts';
export { call, callAhead } from './call.ts';
export { onEvent } from './events.ts';
export { useAnswer } from './use-answer.ts';
export type { Answered } from './use-answer.ts';
export { useTask } from './use-task.ts';
