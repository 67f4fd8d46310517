import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { appHandlers } from '../../../electron/ipc/handlers/app.ts';
import type { HandlerContext } from '../../../electron/ipc/handlers/context.ts';

const certificate = (letters: string): string =>
  `-----BEGIN CERTIFICATE-----\n${letters}\n-----END CERTIFICATE-----`;
const KEY = '-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----';

let home: string;

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'purser-pick-'));
});

afterAll(() => rmSync(home, { recursive: true }));

/** Picks a file with this content, as if the user had chosen it in the dialog. */
const pick = async (content: string | null, purpose: 'ca' | 'client-key' = 'ca') => {
  const path = join(home, 'chosen.pem');
  if (content !== null) writeFileSync(path, content);
  const desktop = { pickFile: () => Promise.resolve(content === null ? null : path) };
  const handlers = appHandlers({ desktop } as unknown as HandlerContext);
  return handlers['app.pickFile']({ purpose });
};

it('hands the window the certificates of a file, and nothing else that is in it', async () => {
  const picked = await pick(`Some words\n${certificate('AAAA')}\n${KEY}\n${certificate('BBBB')}`);
  expect(picked?.pem).toBe(`${certificate('AAAA')}\n${certificate('BBBB')}\n`);
});

it('reads no key: the window gets its path alone', async () => {
  expect(await pick(KEY, 'client-key')).toStrictEqual({
    path: join(home, 'chosen.pem'),
    pem: null,
  });
});

it.each([
  ['no certificate', 'hello'],
  ['a key alone', KEY],
  ['nothing', ''],
  ['too much', certificate('A'.repeat(250_000))],
  ['bytes that are no text', '\u0000\ufffd\u0001'],
])('refuses a file that holds %s', async (_what, content) => {
  await expect(pick(content)).rejects.toMatchObject({ code: 'file-invalid' });
});

it('answers null when nothing was chosen', async () => {
  expect(await pick(null)).toBeNull();
});

it('says which file it could not read', async () => {
  const path = join(home, 'nowhere', 'a.pem');
  const desktop = { pickFile: () => Promise.resolve(path) };
  const handlers = appHandlers({ desktop } as unknown as HandlerContext);
  const picking = Promise.resolve(handlers['app.pickFile']({ purpose: 'ca' }));
  await expect(picking).rejects.toMatchObject({
    code: 'file-failed',
    message: expect.stringContaining(path) as string,
  });
});
