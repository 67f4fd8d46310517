import { expect, it } from 'vitest';
import { sessionCookiesOf } from '../../../electron/sign-in/session-cookies.ts';
import type { WindowCookie } from '../../../electron/sign-in/window-port.ts';

const HOST = 'harbor.corp.example';
const own = (name: string, value: string): WindowCookie => ({
  name,
  value,
  domain: HOST,
  hostOnly: true,
});

it('takes the two cookies of the host', () => {
  const cookies = [own('lang', 'en'), own('sid', 'a'), own('_gorilla_csrf', 'b')];
  expect(sessionCookiesOf(cookies, HOST)).toEqual({ sid: 'a', csrf: 'b' });
  expect(sessionCookiesOf([own('sid', 'a')], HOST)).toEqual({ sid: 'a', csrf: '' });
  expect(sessionCookiesOf([own('_gorilla_csrf', 'b')], HOST)).toBeNull();
});

it('takes none that another host of the domain has planted', () => {
  const planted = { name: 'sid', value: 'evil', domain: '.corp.example', hostOnly: false };
  expect(sessionCookiesOf([planted], HOST)).toBeNull();
  expect(sessionCookiesOf([planted, own('sid', 'a')], HOST)?.sid).toBe('a');
  expect(sessionCookiesOf([{ ...own('sid', 'x'), domain: `.${HOST}` }], HOST)).toBeNull();
});
