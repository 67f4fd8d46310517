import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';
import { APP_SCHEME, isOwnUrl } from './address.ts';
import { CONTENT_SECURITY_POLICY } from './csp.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** How Chromium is to treat the scheme. Has to be said before the app is ready. */
export const APP_SCHEME_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

/** Path in the address → file on disk. */
export type BuiltFiles = ReadonlyMap<string, string>;

/**
 * Lists the built files of a folder once. What is not in the list cannot be asked for, however
 * the address is written; links and unknown kinds of file are left out.
 */
export const listBuiltFiles = (folder: string, under = ''): BuiltFiles => {
  const files = new Map<string, string>();
  for (const entry of readdirSync(join(folder, under), { withFileTypes: true })) {
    const path = `${under}/${entry.name}`;
    if (entry.isDirectory()) {
      for (const [address, file] of listBuiltFiles(folder, path)) files.set(address, file);
    } else if (entry.isFile() && extname(entry.name) in TYPES) {
      files.set(encodeURI(path), join(folder, path));
    }
  }
  return files;
};

const refuse = (status: number): Response =>
  new Response(null, {
    status,
    headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY },
  });

/** Answers requests of the window for its own files: GET and HEAD, of the listed files alone. */
export const createResponder =
  (files: BuiltFiles) =>
  (request: Pick<Request, 'method' | 'url'>): Response => {
    if (!isOwnUrl(request.url)) return refuse(404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const file = files.get(new URL(request.url).pathname);
    const type = file === undefined ? undefined : TYPES[extname(file)];
    if (file === undefined || type === undefined) return refuse(404);
    // At once: the files are few and small, and a start waits for nothing else meanwhile.
    const body = request.method === 'HEAD' ? null : new Uint8Array(readFileSync(file));
    return new Response(body, {
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': CONTENT_SECURITY_POLICY,
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'no-referrer',
        'Cross-Origin-Opener-Policy': 'same-origin',
        'Cross-Origin-Resource-Policy': 'same-origin',
      },
    });
  };

/** Serves the window's files from a folder of the build. Needs the app to be ready. */
export const serveWindowFiles = (protocol: Pick<Protocol, 'handle'>, folder: string): void => {
  protocol.handle(APP_SCHEME, createResponder(listBuiltFiles(folder)));
};
