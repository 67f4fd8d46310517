import type { PreparedChoice, SecretChoice } from '../../../../shared/contract/secrets.ts';

/** What can be chosen for a robot that is not prepared for one. */
export type SecretKind = Exclude<SecretChoice['kind'], 'prepared'>;
import { secretProblem } from '../../../../shared/robots/changes/secret-policy.ts';
import { call } from '../../api/index.ts';

/** Which secret is wanted, and the one that was typed where it is the user's own. */
export interface SecretEntry {
  readonly kind: SecretKind;
  readonly text: string;
}

export const secretEntry = (kind: SecretKind): SecretEntry => ({ kind, text: '' });

/** What is wrong with an entry; '' if nothing is. */
export function problemOfSecret({ kind, text }: SecretEntry): string {
  if (kind !== 'own') return '';
  return text === '' ? 'Enter the secret, or have one generated.' : (secretProblem(text) ?? '');
}

/**
 * The choice as a plan takes it: an own secret is handed over to the main process first, and only
 * its handle goes on. Throws the AppError with which it was refused.
 */
export async function choiceOf({ kind, text }: SecretEntry): Promise<SecretChoice> {
  if (kind !== 'own') return { kind };
  const { handle } = await call('secrets.handIn', { secret: text });
  return { kind, handle };
}

/** The same for a secret that is prepared. Throws the AppError with which it was refused. */
export async function preparedChoiceOf(entry: SecretEntry): Promise<PreparedChoice> {
  const choice = await choiceOf(entry);
  return choice.kind === 'kept' || choice.kind === 'prepared' ? { kind: 'generate' } : choice;
}
