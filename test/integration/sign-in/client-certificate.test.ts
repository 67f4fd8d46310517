import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTlsAuthority } from '../../../shared/simulator/http/tls.ts';
import type { Script } from './scripted-window.ts';
import { begin, failure, signedIn, withProvider } from './stage.ts';

const authority = createTlsAuthority();

/** A Harbor that lets in nobody without a client certificate, and its provider, which asks for none. */
async function stage() {
  const folder = await mkdtemp(join(tmpdir(), 'purser-client-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { cert, key } = authority.issueClient('jo');
  const [certificateFile, keyFile] = [join(folder, 'client.pem'), join(folder, 'client.key')];
  await Promise.all([writeFile(certificateFile, cert), writeFile(keyFile, key)]);
  const simulator = await withProvider({
    tls: { ...authority.issue(), clientCa: authority.ca },
    oidc: { hostname: 'localhost', tls: authority.issue() },
  });
  const options = {
    trust: { kind: 'ca' as const, pem: authority.ca },
    clientCertificate: { certificateFile, keyFile, passphrase: () => Promise.resolve(null) },
  };
  const run = (script: Script) => begin(simulator.url, script, options);
  return { simulator, run };
}

test('Purser shows it to Harbor, and the window opens the pages of the provider alone', async () => {
  const { simulator, run } = await stage();
  const { ended, window } = await run((page) => page.signIn('ada'));
  expect(ended).toMatchObject({ user: { username: 'ada', isAdmin: true } });
  const origins = new Set(window?.browser.opened.map((url) => new URL(url).origin));
  expect([...origins]).toEqual([simulator.provider?.url]);
  const { session } = ended as { session: { sid: string } };
  expect(simulator.state.sessions.get(session.sid)?.user?.username).toBe('ada');
});

test.each<[string, Script, RegExp]>([
  ['provider', (page) => page.signIn('rex'), /rex is not in a group that may use Harbor/],
  ['not-onboarded', (page) => page.signIn('nora'), /once in a browser that has it/],
  [
    'provider',
    async (page) => {
      const harbor = new URL(page.browser.page.url).searchParams.get('redirect_uri') ?? '';
      await page.go(`${harbor}?code=x&state=forged`);
    },
    /does not belong to this sign-in/,
  ],
])('ends with a sentence and a reason: %s', async (reason, script, said) => {
  const { simulator, run } = await stage();
  const { ended, window } = await run(script);
  expect(failure(ended)).toEqual({ reason, message: expect.stringMatching(said) });
  expect(window?.isClosed).toBe(true);
  expect(signedIn(simulator)).toBe(0);
});
