import { open } from 'node:fs/promises';
import { AppError } from '../../../shared/contract/errors.ts';
import type { HandlerContext } from './context.ts';
import type { HandlersOf } from './types.ts';

const MAX_PEM_BYTES = 200_000;

const PURPOSES = {
  ca: { title: 'Certificate authorities (PEM)', extensions: ['pem', 'crt', 'cer', 'ca-bundle'] },
  'client-certificate': { title: 'Client certificate (PEM)', extensions: ['pem', 'crt', 'cer'] },
  'client-key': { title: 'Private key (PEM)', extensions: ['pem', 'key'] },
} as const;

/** Reads certificates that the user chose. Throws AppError `file-failed` or `file-invalid`. */
const readCertificates = async (path: string): Promise<string> => {
  const buffer = Buffer.alloc(MAX_PEM_BYTES + 1);
  let bytes: number;
  try {
    const file = await open(path, 'r');
    bytes = await file
      .read(buffer, 0, buffer.length, 0)
      .then((read) => read.bytesRead)
      .finally(() => file.close());
  } catch (cause) {
    throw new AppError('file-failed', `Purser could not read ${path}.`, { retryable: true, cause });
  }
  const text = buffer.toString('latin1', 0, bytes);
  // A key among the certificates has no business in the window.
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (bytes > MAX_PEM_BYTES || certificates === null) {
    throw new AppError('file-invalid', `${path} holds no certificates in PEM form.`, {
      details: { file: path },
    });
  }
  return `${certificates.join('\n')}\n`;
};

export const appHandlers = (context: HandlerContext): HandlersOf<'app'> => ({
  'app.info': () => context.about(),
  'app.notices': async () => [...(await context.services()).notices.list()],
  'app.dismissNotice': async ({ id }) => (await context.services()).notices.dismiss(id),
  'app.enterDemo': () => context.switchWorkspace('demo'),
  'app.leaveDemo': () => context.switchWorkspace('own'),
  'app.copyText': ({ text }) => context.desktop.copyText(text),
  'app.pickFile': async ({ purpose }) => {
    const { title, extensions } = PURPOSES[purpose];
    const path = await context.desktop.pickFile(title, extensions);
    if (path === null) return null;
    return { path, pem: purpose === 'client-key' ? null : await readCertificates(path) };
  },
});
