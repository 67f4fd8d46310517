import { parentPort, workerData } from 'node:worker_threads';
import { Encrypter } from 'age-encryption';
import type { PassphraseWork } from './encrypt.ts';

/** Encrypts one text by a passphrase and ends: that is slow on purpose, and takes 256 MB. */
async function run({ text, passphrase }: PassphraseWork): Promise<void> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  parentPort?.postMessage(await encrypter.encrypt(text));
}

void run(workerData as PassphraseWork);
