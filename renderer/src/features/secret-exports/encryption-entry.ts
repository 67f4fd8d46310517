import type { Encryption } from '../../../../shared/contract/secret-exports.ts';
import type { AppError } from '../../api/index.ts';

/** What was typed about encryption; the fields of each kind stay while another is looked at. */
export interface EncryptionEntry {
  readonly kind: Encryption['kind'];
  /** Lines. */
  readonly recipients: string;
  readonly passphrase: string;
}

/** Whoever has the file can try as many passphrases as they like. */
const SHORTEST_PASSPHRASE = 12;

export const NO_ENCRYPTION: EncryptionEntry = { kind: 'none', recipients: '', passphrase: '' };

/** What was chosen for an earlier export; its passphrase is not kept anywhere. */
export const entryOf = (
  kind: EncryptionEntry['kind'],
  recipients: readonly string[],
): EncryptionEntry => ({ kind, recipients: recipients.join('\n'), passphrase: '' });

/** What is wrong with a passphrase, once there is something of it; '' for nothing. */
export const passphraseProblem = (passphrase: string): string =>
  passphrase !== '' && passphrase.length < SHORTEST_PASSPHRASE
    ? `At least ${SHORTEST_PASSPHRASE} characters: whoever has the file can try as many as they like.`
    : '';

/** What was entered as the main process takes it; null while something is missing. */
export function encryptionOf(entry: EncryptionEntry): Encryption | null {
  if (entry.kind === 'none') return { kind: 'none' };
  if (entry.kind === 'passphrase') {
    const { passphrase } = entry;
    return passphrase.length < SHORTEST_PASSPHRASE ? null : { kind: 'passphrase', passphrase };
  }
  // What follows a recipient on its line is a comment, as in files of age.
  const recipients = entry.recipients
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return recipients.length === 0 ? null : { kind: 'recipients', recipients };
}

/** Whether an error is about a recipient that was typed. */
const isOfRecipients = (error: AppError | null): error is AppError =>
  error?.details['field'] === 'recipients';

/** What is wrong with the recipients; '' for nothing that is known. */
export const recipientsProblem = (error: AppError | null): string =>
  isOfRecipients(error) ? error.message : '';

/** An error that does not stand at the field of the recipients. */
export const otherThanRecipients = (error: AppError | null): AppError | null =>
  isOfRecipients(error) ? null : error;
