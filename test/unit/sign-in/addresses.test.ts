import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayLoad, mayOpen, placeOf } from '../../../electron/sign-in/addresses.ts';

const HARBOR = { origin: 'https://harbor.example.com', basePath: '' };
const NONE: ReadonlySet<string> = new Set();

describe('where a sign-in may go', () => {
  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,<h1>Purser</h1>',
    'blob:https://harbor.example.com/1',
    'about:blank',
    'app://purser/index.html',
    'chrome://gpu',
    'devtools://devtools/bundled/inspector.html',
    'view-source:https://harbor.example.com/',
    'ftp://example.com/',
    'smb://example.com/share',
    'mailto:somebody@example.com',
    'ms-msdt:/id',
    'http://example.com/',
    'https://user:pw@example.com/',
    '//example.com',
    '',
  ])('is not %s', (url) => {
    expect(mayOpen(url, NONE)).toBe(false);
  });

  it('is https anywhere, and http on the hosts of an instance reached by http', () => {
    expect(mayOpen('https://login.example.com/x?y=z', NONE)).toBe(true);
    const hosts = new Set(['127.0.0.1:8152']);
    expect(mayOpen('http://127.0.0.1:8152/x', hosts)).toBe(true);
    expect(mayOpen('http://127.0.0.1:8153/x', hosts)).toBe(false);
    expect(mayOpen('http://127.0.0.1.evil.example:8152/x', hosts)).toBe(false);
  });

  it('is never anything but http and https, whatever is asked for', () => {
    const scheme = fc.stringMatching(/^[a-z][a-z0-9+.-]{0,12}$/);
    fc.assert(
      fc.property(scheme, fc.constantFrom('', '/', '/a?b=c'), (name, path) => {
        const isWeb = name === 'https';
        expect(mayOpen(`${name}://example.com${path}`, NONE)).toBe(isWeb);
      }),
    );
  });

  it('lets pages carry pictures in themselves, and fetch by https alone', () => {
    expect(mayLoad('data:image/png;base64,AA==', NONE)).toBe(true);
    expect(mayLoad('wss://login.example.com/', NONE)).toBe(true);
    for (const url of ['ws://example.com/', 'http://example.com/x.js', 'file:///etc/passwd']) {
      expect(mayLoad(url, NONE)).toBe(false);
    }
  });
});

describe('what an address is to a sign-in', () => {
  it('knows Harbor’s own parts', () => {
    const kind = (path: string) => placeOf(`https://harbor.example.com${path}`, HARBOR).kind;
    expect(kind('/')).toBe('harbor');
    expect(kind('/c/oidc/login')).toBe('login');
    expect(kind('/oidc-onboard?username=x')).toBe('onboard');
    expect(kind('/harbor/projects')).toBe('harbor');
  });

  it('reads what the provider answered', () => {
    const query = 'error=access_denied&error_description=no+group&state=s';
    expect(placeOf(`https://harbor.example.com/c/oidc/callback?${query}`, HARBOR)).toEqual({
      kind: 'callback',
      error: 'access_denied',
      description: 'no group',
    });
  });

  it('notices a callback to another host, port or scheme', () => {
    const at = (origin: string) => placeOf(`${origin}/c/oidc/callback?code=c&state=s`, HARBOR);
    for (const origin of [
      'https://registry.example.com',
      'https://harbor.example.com:8443',
      'http://harbor.example.com',
    ]) {
      expect(at(origin)).toEqual({ kind: 'other-callback', origin });
    }
    expect(at('https://harbor.example.com:443').kind).toBe('callback');
    expect(placeOf('https://idp.example.com/auth?x=/c/oidc/callback', HARBOR).kind).toBe(
      'elsewhere',
    );
  });

  it('counts from the path that a proxy put before Harbor', () => {
    const below = { origin: 'https://example.com', basePath: '/registry' };
    expect(placeOf('https://example.com/registry/c/oidc/callback?state=s', below).kind).toBe(
      'callback',
    );
  });
});
