import { calls } from '../../../shared/contract/calls.ts';
import type { CallInput, CallName, CallOutput } from '../../../shared/contract/calls.ts';
import { envelope } from '../../../shared/contract/envelope.ts';
import { AppError } from '../../../shared/contract/errors.ts';

type Args<N extends CallName> = undefined extends CallInput<N> ? [] : [input: CallInput<N>];

/**
 * Asks the main process. Answers the parsed value; throws the AppError that came back, or one
 * with code `internal` when the answer has not the shape of the contract.
 */
export async function call<N extends CallName>(name: N, ...args: Args<N>): Promise<CallOutput<N>> {
  const answer = envelope.safeParse(await window.purser.calls[name](args[0]));
  if (!answer.success) {
    throw new AppError('internal', `Purser gave an answer to ${name} that the window cannot read.`);
  }
  if (!answer.data.ok) throw AppError.fromShape(answer.data.error);
  const value = calls[name].output.safeParse(answer.data.value);
  if (!value.success) {
    throw new AppError(
      'internal',
      `Purser gave an answer to ${name} that the window cannot read.`,
      {
        details: { problems: value.error.issues.slice(0, 5).map((issue) => issue.path.join('.')) },
      },
    );
  }
  // The schema of this very call made it, which the compiler cannot follow through the index.
  return value.data as CallOutput<N>;
}
