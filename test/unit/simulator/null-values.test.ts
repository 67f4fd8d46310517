import { describe, expect, test } from 'vitest';
import { call, harbor, problem } from './call.ts';

describe('null where an object belongs', () => {
  test.each([
    ['2.15.2', '', undefined],
    ['2.16.0', 'BAD_REQUEST: bad request empty permission', 'application/json; charset=utf-8'],
  ])('%s answers a null permission with %j', async (version, text, type) => {
    const body = { name: 'x', level: 'system', duration: 1, permissions: [null] };
    const answer = await call(harbor(version), 'POST', '/robots', { body });
    expect([answer.text === '' ? '' : problem(answer), answer.headers['content-type']]).toEqual([
      text,
      type,
    ]);
  });

  test('a null access panics, and nothing was written', async () => {
    const simulator = harbor('2.8.6');
    const permissions = [{ kind: 'project', namespace: 'library', access: [null] }];
    const body = { name: 'x', level: 'system', duration: 1, permissions };
    expect(await call(simulator, 'POST', '/robots', { body })).toMatchObject({
      status: 500,
      text: '',
    });
    expect(simulator.state.robots.size).toBe(0);
  });
});
