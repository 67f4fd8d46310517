import { describe, expect, it } from 'vitest';
import { instanceDraft } from '../../../shared/contract/instances.ts';
import {
  draftOf,
  draftOfSaved,
  emptyForm,
  formOf,
  type InstanceForm,
} from '../../../renderer/src/features/instances/form/instance-form.ts';
import {
  problemsOf,
  remarksOn,
} from '../../../renderer/src/features/instances/form/form-problems.ts';
import { aView } from './an-instance.ts';

const filled = (change: Partial<InstanceForm> = {}): InstanceForm => ({
  ...emptyForm([]),
  url: 'harbor.example.com/harbor/projects',
  name: ' prod ',
  username: 'admin',
  password: 'Harbor12345',
  ...change,
});

describe('draftOf', () => {
  it('makes a draft that the contract takes', () => {
    const draft = draftOf(filled(), null);
    expect(instanceDraft.parse(draft)).toMatchObject({
      config: { url: 'https://harbor.example.com', name: 'prod', trust: { kind: 'system' } },
      login: { kind: 'user', username: 'admin' },
      secrets: { password: 'Harbor12345' },
    });
    expect('id' in draft).toBe(false);
  });

  it('leaves out secrets that were not typed, which keeps them', () => {
    const view = aView({
      proxy: { kind: 'address', url: 'http://proxy.example.com:3128', username: 'me' },
      clientCertificate: { certificateFile: '/c.pem', keyFile: '/k.pem' },
    });
    expect(draftOf(formOf(view), view).secrets).toEqual({});
  });

  it('changes nothing in an instance that was only opened', () => {
    for (const view of [
      aView({}),
      aView({ trust: { kind: 'pin', sha256: 'a'.repeat(64) }, tags: ['x'], group: 'eu' }),
      aView({ trust: { kind: 'ca', pem: '-----BEGIN CERTIFICATE-----' }, production: true }),
      aView({}, { usedBy: ['prod', 'eu'] }),
    ]) {
      expect(draftOf(formOf(view), view)).toEqual(draftOfSaved(view));
      expect(problemsOf(formOf(view), view, [])).toEqual({});
    }
  });

  it('never sends the password of a shared login', () => {
    const view = aView({}, { usedBy: ['prod', 'eu'] });
    const draft = draftOf({ ...formOf(view), password: 'typed before' }, view);
    expect(draft.login).toEqual({ id: view.login.id });
    expect(draft.secrets).toEqual({});
  });

  it('makes a login of its own where another name is typed', () => {
    const view = aView({});
    const form = { ...formOf(view), username: 'robot$ci', loginKind: 'robot' as const };
    expect(problemsOf(form, view, [])).toEqual({ password: 'Enter its secret.' });
    expect(draftOf({ ...form, password: 's' }, view)).toMatchObject({
      login: { kind: 'robot', username: 'robot$ci' },
      secrets: { password: 's' },
    });
  });

  it('tests as the system would judge while no certificate was trusted', () => {
    expect(draftOf(filled({ trust: 'pin' }), null).config.trust).toEqual({ kind: 'system' });
  });

  it('takes plain http only where it was asked for and the address is http', () => {
    expect(draftOf(filled({ allowHttp: true }), null).config.allowHttp).toBe(false);
    const url = 'http://127.0.0.1:8152';
    expect(draftOf(filled({ url, allowHttp: true }), null).config.allowHttp).toBe(true);
    expect(problemsOf(filled({ url }), null, [])).toHaveProperty('allowHttp');
  });
});

describe('problemsOf', () => {
  it.each<[Partial<InstanceForm>, keyof InstanceForm]>([
    [{ url: 'ftp://x' }, 'url'],
    [{ name: ' ' }, 'name'],
    [{ name: 'n'.repeat(101) }, 'name'],
    [{ group: 'g'.repeat(61) }, 'group'],
    [{ tags: ['t'.repeat(61)] }, 'tags'],
    [{ username: '' }, 'username'],
    [{ password: '' }, 'password'],
    [{ trust: 'ca', caPem: 'MII…' }, 'caPem'],
    [{ trust: 'pin' }, 'trust'],
    [{ hasClientCertificate: true, keyFile: '/k' }, 'certificateFile'],
    [{ hasClientCertificate: true, certificateFile: '/c' }, 'keyFile'],
    [{ proxy: 'address', proxyUrl: 'proxy:3128' }, 'proxyUrl'],
    [{ proxy: 'address', proxyUrl: 'http://me:pw@proxy:3128' }, 'proxyUrl'],
    [{ proxy: 'address', proxyUrl: 'socks4://proxy' }, 'proxyUrl'],
    [{ parallel: 0 }, 'parallel'],
    [{ parallel: 9 }, 'parallel'],
    [{ parallel: Number.NaN }, 'parallel'],
  ])('finds %o at %s', (change, field) => {
    expect(Object.keys(problemsOf(filled(change), null, []))).toEqual([field]);
  });

  it('finds nothing in a filled form', () => {
    expect(problemsOf(filled(), null, [])).toEqual({});
  });

  it.each(['http://proxy:3128', 'https://proxy', 'socks5://[::1]', 'socks5h://p', 'socks4a://p:9'])(
    'takes the proxy %s',
    (proxyUrl) => {
      expect(problemsOf(filled({ proxy: 'address', proxyUrl }), null, [])).toEqual({});
    },
  );
});

it('wants a name that no other instance has', () => {
  expect(problemsOf(filled(), null, [aView({ name: 'PROD' })])).toEqual({
    name: 'Another instance has this name.',
  });
});

describe('remarksOn', () => {
  it('notices the name of a robot where a user is meant', () => {
    expect(remarksOn(filled({ username: 'robot$ci' }), []).looksLikeRobot).toBe(true);
    expect(remarksOn(filled({ username: 'robot$ci', loginKind: 'robot' }), []).looksLikeRobot).toBe(
      false,
    );
  });

  it('notices an address that is there already', () => {
    const view = aView({ url: 'https://harbor.example.com', name: 'prod' });
    expect(remarksOn(filled(), [view]).sameAddressAs).toBe('prod');
    expect(remarksOn(filled({ url: 'other.example.com' }), [view]).sameAddressAs).toBeNull();
  });
});
