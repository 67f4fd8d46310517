import { expect, test } from 'vitest';
import { answerRefused } from '../../../electron/sign-in/sign-in-errors.ts';
import { noteOn, refusedNote } from '../../../electron/sign-in/sign-in-notes.ts';

const harbor = { origin: 'https://harbor.example.com', basePath: '' };
const google = 'https://accounts.google.com';
const authError = Buffer.from('\n\u0013disallowed_useragent\u0012').toString('base64url');

test.each<[string, number, RegExp]>([
  ['https://idp.example.com/authorize', 200, /^$/],
  ['https://idp.example.com/authorize', 400, /idp\.example\.com.*\(400\).*redirect_uri/],
  ['https://idp.example.com/authorize', 400, /https:\/\/harbor\.example\.com\/c\/oidc\/callback/],
  ['https://adfs.example.com/wia', 401, /Kerberos/],
  ['https://idp.example.com/', 503, /\(503\)\. Whoever runs the provider/],
  [`${google}/v3/signin/rejected?rrk=46`, 200, /^Google lets nobody sign in inside of this app/],
  [`${google}/signin/oauth/error/v2?authError=${authError}`, 200, /^Google lets nobody/],
  [`${google}/signin/oauth/error/v2?authError=aW52YWxpZA`, 400, /was an error \(400\)/],
  [`${google}.example.com/v3/signin/rejected`, 200, /^$/],
])('a page of the provider that shows no way on is named: %s, %i', (url, status, said) => {
  expect(noteOn(url, status, harbor)).toMatch(said);
});

test('a window that a page wanted is somewhere else to be had', () => {
  expect(refusedNote('https://idp.example.com/help', 'window')).toContain('in your browser');
  const long = `https://idp.example.com/${'x'.repeat(300)}`;
  expect(refusedNote(long, 'page').length).toBeLessThan(130);
});

test.each([
  [400, /turned Harbor itself away/],
  [409, /another account with your user name or mail address/],
  [500, /could not finish/],
])('an answer of %i of the callback is told from the others', (status, said) => {
  expect(answerRefused('harbor.example.com', status).message).toMatch(said);
});
