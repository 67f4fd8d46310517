import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { HarborOptions } from '../../../electron/harbor/types.ts';
import type { KeyPair } from '../../../shared/simulator/http/tls.ts';

/** SHA-256 of a PEM certificate, as a pin has it. */
export const pinOf = ({ cert }: KeyPair): { kind: 'pin'; sha256: string } => ({
  kind: 'pin',
  sha256: new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase(),
});

/** A client certificate in files that end with the test. */
export async function inFiles(
  { cert, key }: KeyPair,
  passphrase: string | null = null,
): Promise<NonNullable<HarborOptions['clientCertificate']>> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const certificateFile = join(folder, 'client.pem');
  const keyFile = join(folder, 'client.key');
  await writeFile(certificateFile, cert);
  await writeFile(keyFile, key);
  return { certificateFile, keyFile, passphrase: () => Promise.resolve(passphrase) };
}
