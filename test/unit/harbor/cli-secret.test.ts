import { expect, it } from 'vitest';
import { withoutCliSecret } from '../../../electron/harbor/cli-secret.ts';

const META = { id: 3, user_id: 3, secret: 'xY7{"}', subiss: 'sub"}iss' };

it('takes the secret out of a user, and out of users wherever they stand', () => {
  const user = { user_id: 3, username: 'ada', oidc_user_meta: META };
  expect(JSON.parse(withoutCliSecret(JSON.stringify(user)))).toEqual({
    user_id: 3,
    username: 'ada',
  });
  const deep = JSON.stringify({ list: [{ user }], user });
  expect(withoutCliSecret(deep)).not.toContain('secret');
});

it('leaves everything else as it was, byte by byte', () => {
  const text = '{ "robots": [1,  2.0, 12345678901234567890] }\n';
  expect(withoutCliSecret(text)).toBe(text);
});

it('cuts off what it cannot read', () => {
  const broken = `{"username":"ada","oidc_user_meta":{"secret":"xY7`;
  expect(withoutCliSecret(broken)).not.toContain('xY7');
});
