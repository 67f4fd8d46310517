import { describe, expect, test } from 'vitest';
import { ADMIN, call, createRobot, harbor, login, projectPermission } from './call.ts';
import type { CallOptions } from './call.ts';

const SERVICE = '/service/token?service=harbor-registry';

async function claimsOf(
  simulator: ReturnType<typeof harbor>,
  scopes: readonly string[],
  as: CallOptions['as'] = ADMIN,
) {
  const query = scopes.map((scope) => `&scope=${scope}`).join('');
  const { json } = await call(simulator, 'GET', SERVICE + query, { as });
  const [, claims = ''] = (json as { token: string }).token.split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as {
    access: { type: string; name: string; actions: string[] }[] | null;
  } & Record<string, unknown>;
}

// src/core/service/token/authutils.go and creator.go
describe('a token of the registry', () => {
  test('says who it is for, and how long', async () => {
    const simulator = harbor('2.15.2');
    const { json } = await call(simulator, 'GET', SERVICE);
    const { issued_at: issuedAt, expires_in: seconds } = json as Record<string, string | number>;
    expect(issuedAt).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    expect(seconds).toBe(1800);
    const claims = await claimsOf(simulator, []);
    expect(claims).toMatchObject({
      iss: 'harbor-token-issuer',
      sub: 'admin',
      aud: 'harbor-registry',
      access: null,
    });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(1800);
  });

  test('grants what the bearer may do, not what was asked for', async () => {
    const simulator = harbor('2.15.2');
    const permissions = [projectPermission('library', 'repository:pull')];
    const robot = login(await createRobot(simulator, { name: 'ci', permissions }));
    const scope = 'repository:library/app:pull,push';
    const actions = async (as: CallOptions['as']) =>
      (await claimsOf(simulator, [scope], as)).access?.[0]?.actions.toSorted();
    expect(await actions(robot)).toEqual(['pull']);
    expect(await actions(ADMIN)).toEqual(['*', 'delete', 'pull', 'push', 'scanner-pull']);
    expect(await actions({ user: 'robot$ci', password: 'wrong' })).toEqual(['pull']);
  });

  test('grants nothing in a project that is not there, or of a kind that nobody knows', async () => {
    const scopes = ['repository:nope/app:pull', 'thing:library/app:pull'];
    const { access } = await claimsOf(harbor('2.15.2'), scopes);
    expect(access?.map(({ actions }) => actions)).toEqual([[], []]);
  });

  test('lists the catalogue for the administrator alone', async () => {
    const simulator = harbor('2.15.2');
    const scope = 'registry:catalog:*';
    expect((await claimsOf(simulator, [scope])).access?.[0]?.actions).toEqual(['*']);
    simulator.seed({ users: [{ username: 'alice', password: 'Passw0rd1' }] });
    const alice = { user: 'alice', password: 'Passw0rd1' };
    expect((await claimsOf(simulator, [scope], alice)).access?.[0]?.actions).toEqual([]);
  });

  test.each(['repository:app:pull', 'registry:other:*'])('%s is a bare 500', async (scope) => {
    const answer = await call(harbor('2.15.2'), 'GET', `${SERVICE}&scope=${scope}`);
    expect([answer.status, answer.text]).toEqual([500, '']);
  });
});
