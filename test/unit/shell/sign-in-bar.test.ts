import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { addressParts, barScript } from '../../../electron/shell/sign-in-bar.ts';

/** Runs the script on a page that notes what was written. */
const written = (text: Parameters<typeof barScript>[0]): Record<string, string> => {
  const elements: Record<string, { textContent: string; classList: { toggle(): void } }> = {};
  const getElementById = (id: string) =>
    (elements[id] ??= { textContent: '', classList: { toggle: () => undefined } });
  const querySelector = () => ({ offsetHeight: 66 });
  const height: unknown = runInNewContext(barScript(text), {
    document: { getElementById, querySelector },
  });
  expect(height).toBe(66);
  return Object.fromEntries(Object.entries(elements).map(([id, one]) => [id, one.textContent]));
};

describe('the address above the pages of a sign-in', () => {
  it('shows the host apart, and no query', () => {
    expect(addressParts('https://login.example.com:8443/auth?code=secret#x')).toEqual({
      scheme: 'https://',
      host: 'login.example.com:8443',
      rest: '/auth',
    });
  });

  it('says where it is not encrypted, and what is no web page', () => {
    expect(addressParts('http://127.0.0.1:1/').scheme).toBe('Not encrypted: http://');
    expect(addressParts('about:blank')).toEqual({ scheme: '', host: '', rest: 'about:blank' });
    expect(addressParts('')).toEqual({ scheme: '', host: '', rest: '' });
  });

  it('writes names in letters that cannot be taken for others', () => {
    expect(addressParts('https://аpple.com/').host).toBe('xn--pple-43d.com');
  });

  it.each([`');alert(1);('`, '</script><b>', '\u2028`${x}`', '"\\'])(
    'writes %s as text',
    (title) => {
      expect(written({ title, address: 'https://a.example/', note: title })).toMatchObject({
        title,
        note: title,
        host: 'a.example',
      });
    },
  );
});
