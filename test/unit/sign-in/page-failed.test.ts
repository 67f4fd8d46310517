import { expect, it } from 'vitest';
import { pageFailed } from '../../../electron/sign-in/sign-in-errors.ts';

it.each([
  ['ERR_SOCKS_CONNECTION_FAILED', /^The SOCKS proxy .*harbor\.example.*cannot log in/],
  ['ERR_SSL_CLIENT_AUTH_CERT_NEEDED', /client certificate/],
  ['ERR_NAME_NOT_RESOLVED', /could not be loaded \(ERR_NAME_NOT_RESOLVED\)/],
])('says what %s means', (reason, words) => {
  expect(pageFailed('https://harbor.example/', reason).message).toMatch(words);
});
