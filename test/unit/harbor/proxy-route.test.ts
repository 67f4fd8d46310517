import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../electron/harbor/address.ts';
import { findRoutes, routesOfScript } from '../../../electron/harbor/proxy-route.ts';

const address = parseAddress('https://harbor.example.com', false);
const never = (): Promise<never> => Promise.reject(new Error('must not be asked'));

describe('routesOfScript', () => {
  it('reads one or several entries', () => {
    expect(routesOfScript('DIRECT')).toEqual([{ kind: 'direct' }]);
    expect(routesOfScript('')).toEqual([{ kind: 'direct' }]);
    expect(routesOfScript('PROXY proxy.example:3128; HTTPS safe.example ; DIRECT')).toMatchObject([
      { hostname: 'proxy.example', port: 3128, secure: false, authorization: null },
      { hostname: 'safe.example', port: 443, secure: true },
      { kind: 'direct' },
    ]);
  });

  it('reads SOCKS, which is version 4 unless it says 5', () => {
    const socks = { kind: 'socks', login: null };
    expect(routesOfScript('SOCKS5 a.example; SOCKS b.example:9; SOCKS4 [::1]:9')).toEqual([
      { ...socks, version: 5, hostname: 'a.example', port: 1080, host: 'a.example:1080' },
      { ...socks, version: 4, hostname: 'b.example', port: 9, host: 'b.example:9' },
      { ...socks, version: 4, hostname: '::1', port: 9, host: '[::1]:9' },
    ]);
  });

  it('passes over kinds that cannot be used, unless there is no other', () => {
    expect(routesOfScript('QUIC a.example:1080; PROXY b.example:80')).toHaveLength(1);
    expect(() => routesOfScript('QUIC a.example:1080')).toThrow(/QUIC/);
  });
});

describe('findRoutes', () => {
  it('asks the system only where the system decides', async () => {
    const asked: string[] = [];
    const resolveSystemProxy = (url: string): Promise<string> => {
      asked.push(url);
      return Promise.resolve('PROXY proxy.example:3128');
    };
    const base = { proxyPassword: never, resolveSystemProxy };
    await findRoutes({ ...base, proxy: { kind: 'none' } }, address);
    expect(asked).toEqual([]);
    const [route] = await findRoutes({ ...base, proxy: { kind: 'system' } }, address);
    expect(asked).toEqual(['https://harbor.example.com/']);
    expect(route).toMatchObject({ kind: 'proxy', host: 'proxy.example:3128' });
  });

  it('builds the login of a proxy from name and password', async () => {
    const [route] = await findRoutes(
      {
        proxy: { kind: 'address', url: 'http://proxy.example:3128', username: 'jo' },
        proxyPassword: () => Promise.resolve('s3cret'),
        resolveSystemProxy: never,
      },
      address,
    );
    expect(route).toMatchObject({ authorization: `Basic ${btoa('jo:s3cret')}` });
  });

  it('keeps the login of a SOCKS proxy as it is', async () => {
    const [route] = await findRoutes(
      {
        proxy: { kind: 'address', url: 'socks5h://proxy.example', username: 'jo' },
        proxyPassword: () => Promise.resolve('s3cret'),
        resolveSystemProxy: never,
      },
      address,
    );
    expect(route).toEqual({
      kind: 'socks',
      version: 5,
      hostname: 'proxy.example',
      port: 1080,
      host: 'proxy.example:1080',
      login: { username: 'jo', password: 's3cret' },
    });
  });

  it('does not ask for a password without a name', async () => {
    const proxy = { kind: 'address', url: 'http://proxy.example:3128', username: '' } as const;
    const options = { proxy, proxyPassword: never, resolveSystemProxy: never };
    await expect(findRoutes(options, address)).resolves.toMatchObject([{ authorization: null }]);
  });

  it('refuses other kinds, and names and passwords in the address without repeating them', async () => {
    const by = (url: string): Promise<unknown> =>
      findRoutes(
        {
          proxy: { kind: 'address', url, username: '' },
          proxyPassword: never,
          resolveSystemProxy: never,
        },
        address,
      );
    await expect(by('ftp://proxy.example:1080')).rejects.toMatchObject({ code: 'proxy-failed' });
    await expect(by('http://jo:s3cret@proxy.example')).rejects.toThrow(
      /^(?!.*s3cret).*fields for them/,
    );
  });
});
