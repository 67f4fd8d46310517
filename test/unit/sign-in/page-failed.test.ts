import { expect, it } from 'vitest';
import { pageFailed } from '../../../electron/sign-in/sign-in-errors.ts';

it.each([
  ['ERR_SOCKS_CONNECTION_FAILED', /^The SOCKS proxy .*harbor\.example.*cannot log in/],
  ['ERR_SSL_CLIENT_AUTH_CERT_NEEDED', /client certificate/],
  ['ERR_BAD_SSL_CLIENT_AUTH_CERT', /asks for a client certificate, which the sign-in window/],
  ['ERR_SOCKET_NOT_CONNECTED', /may also want a client certificate, which the sign-in window/],
  ['ERR_NAME_NOT_RESOLVED', /could not be loaded \(ERR_NAME_NOT_RESOLVED\).*this instance\.$/],
])('says what %s means', (reason, words) => {
  expect(pageFailed('https://harbor.example/', reason).message).toMatch(words);
});
