import { describe, expect, test } from 'vitest';
import { call, harbor, problem, status } from './call.ts';

describe('robots of the first API', () => {
  const access = [{ resource: '/project/1/repository', action: 'pull' }];

  test('are present-day robots with the default duration up to 2.10', async () => {
    const simulator = harbor('2.8.6');
    const answer = await call(simulator, 'POST', '/projects/library/robots', {
      body: { name: 'ci', access, expires_at: 5 },
    });
    expect([answer.status, answer.headers['location']]).toEqual([
      201,
      '/api/v2.0/projects/library/robots/1',
    ]);
    const { json } = await call(simulator, 'GET', '/projects/1/robots/1');
    expect(json).toMatchObject({ name: 'robot$library+ci', duration: 30, editable: true });
  });

  test('expire at once in 2.11 and 2.12', async () => {
    const simulator = harbor('2.12.4');
    await call(simulator, 'POST', '/projects/library/robots', { body: { name: 'ci', access } });
    expect(simulator.state.robots.get(1)?.expiresAt).toBe(simulator.clock.seconds());
  });

  test('take only pairs that some role has, and only in their own project', async () => {
    const simulator = harbor('2.8.6');
    const body = { name: 'ci', access: [{ resource: '/project/1/nonsense', action: 'pull' }] };
    expect(problem(await call(simulator, 'POST', '/projects/library/robots', { body }))).toBe(
      'BAD_REQUEST: pull action of /project/1/nonsense resource not exist in project library',
    );
    expect(problem(await call(simulator, 'GET', '/projects/1/robots/77'))).toBe(
      'NOT_FOUND: resource not found: cannot find robot with project id: 1 and id: 77',
    );
  });

  test('can be written to and deleted, rows or not', async () => {
    const simulator = harbor('2.12.4');
    simulator.fixture({ fixture: 'legacy-robot', project: 'library', name: 'robot$old', id: 50 });
    const body = { disable: true, description: 'x' };
    expect(await status(simulator, 'PUT', '/projects/1/robots/50', { body })).toBe(200);
    expect(simulator.state.robots.get(50)).toMatchObject({ disabled: true, description: 'x' });
    expect(await status(simulator, 'DELETE', '/projects/1/robots/50')).toBe(200);
    expect(simulator.state.robots.size).toBe(0);
  });
});
