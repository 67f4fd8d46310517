import { nameUnusable } from './login-errors.ts';

/** Value of `Authorization`. Throws `invalid-input` for a name that HTTP Basic cannot carry. */
export function basicOf(username: string, secret: string): string {
  if (username.includes(':')) throw nameUnusable(username);
  return `Basic ${Buffer.from(`${username}:${secret}`, 'utf8').toString('base64')}`;
}
