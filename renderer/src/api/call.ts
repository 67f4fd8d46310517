import { AppError } from '../../../shared/contract/app-error.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/calls.ts';
import { keepAhead, takeAhead } from './ahead.ts';

type Args<N extends CallName> = undefined extends CallInput<N> ? [] : [input: CallInput<N>];

const keyOf = (name: CallName, input: unknown): string => `${name} ${JSON.stringify(input)}`;

async function ask<N extends CallName>(name: N, input: unknown): Promise<CallOutput<N>> {
  const answer = await window.purser.calls[name](input);
  if (!answer.ok) throw AppError.fromShape(answer.error);
  // What the contract says of this call, checked at the other end.
  return answer.value as CallOutput<N>;
}

/**
 * Asks the main process. Answers the value; throws the AppError that came back. Values are not
 * parsed again here: both sides are one build, the main process has parsed what came from outside,
 * and every run but a packaged one checks its answers against the contract before they leave.
 */
export function call<N extends CallName>(name: N, ...args: Args<N>): Promise<CallOutput<N>> {
  // The same call with the same input, so the same kind of answer.
  const early = takeAhead(keyOf(name, args[0])) as Promise<CallOutput<N>> | undefined;
  return early ?? ask(name, args[0]);
}

/** Asks now what a page that is still being loaded will ask by `call` with the same input. */
export function callAhead<N extends CallName>(name: N, ...args: Args<N>): Promise<CallOutput<N>> {
  const answer = ask(name, args[0]);
  // Whoever takes it hears of a failure.
  answer.catch(() => undefined);
  keepAhead(keyOf(name, args[0]), answer);
  return answer;
}
