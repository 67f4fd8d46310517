import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Encrypter } from 'age-encryption';
import { AppError } from '../../shared/contract/errors.ts';
import type { Encryption } from '../../shared/contract/secret-exports.ts';

/** What the worker is started with. */
export interface PassphraseWork {
  readonly text: string;
  readonly passphrase: string;
}

/** Beside the main process's bundle, or this room's own file where nothing is bundled. */
function workerFile(): URL {
  const bundled = new URL('./passphrase-worker.cjs', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('./passphrase-worker.ts', import.meta.url);
}

const failed = (cause: unknown): AppError =>
  new AppError('internal', 'The text could not be encrypted. Try again.', {
    retryable: true,
    cause,
  });

const byPassphrase = (work: PassphraseWork): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(), { workerData: work, name: 'passphrase' });
    worker.once('message', resolve);
    worker.once('error', (cause) => reject(failed(cause)));
    worker.once('exit', () => reject(failed(null)));
  });

/** Loaded when first needed: it is large, and nobody encrypts at the start. */
const age = () => import('age-encryption');

/** So that it is said where the recipients are typed. */
const AT_FIELD = { field: 'recipients' };

/** An encrypter for these recipients. Throws AppError `invalid-input` that names the one it cannot take. */
async function encrypterFor(recipients: readonly string[]): Promise<Encrypter> {
  const { Encrypter } = await age();
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    if (/^ssh-|^ecdsa-/.test(recipient)) {
      const message =
        'Purser cannot encrypt to keys of SSH. Ask for an age recipient (age1…), which age-keygen makes.';
      throw new AppError('invalid-input', message, { details: AT_FIELD });
    }
    try {
      encrypter.addRecipient(recipient);
    } catch (cause) {
      const shown = recipient.startsWith('AGE-SECRET-KEY-')
        ? 'a secret key'
        : recipient.slice(0, 24);
      const message = `This is not a recipient of age: ${shown}`;
      throw new AppError('invalid-input', message, { details: AT_FIELD, cause });
    }
  }
  return encrypter;
}

/**
 * A text in the armour of age (C2SP age-encryption.org/v1), or as it is where nothing was chosen.
 * Throws AppError `invalid-input` for recipients that age does not know.
 */
export async function encrypt(text: string, encryption: Encryption): Promise<string> {
  if (encryption.kind === 'none') return text;
  const bytes =
    encryption.kind === 'passphrase'
      ? await byPassphrase({ text, passphrase: encryption.passphrase })
      : await (await encrypterFor(encryption.recipients)).encrypt(text);
  const { armor } = await age();
  return `${armor.encode(bytes).trim()}\n`;
}

/** Throws AppError `invalid-input` for recipients that age does not know, before anything is asked. */
export async function requireRecipients(encryption: Encryption): Promise<void> {
  if (encryption.kind === 'recipients') await encrypterFor(encryption.recipients);
}
