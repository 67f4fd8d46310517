import { request as httpRequest } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { createSimulator } from '../../../shared/simulator/simulator.ts';
import type { Simulator, SimulatorOptions } from '../../../shared/simulator/simulator.ts';

const open: Simulator[] = [];

async function start(
  options: Partial<SimulatorOptions> = {},
): Promise<{ simulator: Simulator; url: string }> {
  const simulator = createSimulator({
    version: '2.15.2',
    clock: 'jump',
    adminPassword: 'Harbor12345',
    ...options,
  });
  open.push(simulator);
  return { simulator, url: (await simulator.listen()).url };
}

afterEach(async () => {
  for (const simulator of open.splice(0)) await simulator.close();
});

const AUTHORIZATION = `Basic ${Buffer.from('admin:Harbor12345').toString('base64')}`;
const headers = { authorization: AUTHORIZATION, 'content-type': 'application/json' };
const robots = '/api/v2.0/robots';
const body = JSON.stringify({
  name: 'ci',
  level: 'system',
  duration: 30,
  permissions: [
    { kind: 'project', namespace: '*', access: [{ resource: 'repository', action: 'pull' }] },
  ],
});

describe('the control paths', () => {
  const post = (url: string, path: string, json: unknown = {}) =>
    fetch(`${url}/__simulator/${path}`, { method: 'POST', body: JSON.stringify(json) });

  test('exist with fixtures only', async () => {
    const { url } = await start();
    for (const path of ['fixture', 'reset', 'clock', 'faults'])
      expect((await post(url, path)).status).toBe(404);
  });

  test('plant, reset and move the clock without a login', async () => {
    const { simulator, url } = await start({ fixtures: true });
    const step = { fixture: 'legacy-robot', project: 'library', name: 'robot$old', id: 7 };
    expect((await post(url, 'fixture', step)).status).toBe(204);
    expect(
      (
        await post(url, 'fixture', {
          fixture: 'grant',
          id: 7,
          scope: '/project/*',
          resource: 'robot',
          action: '*',
        })
      ).status,
    ).toBe(204);
    expect(simulator.state.robots.get(7)?.grants).toHaveLength(1);
    const before = simulator.clock.now();
    await post(url, 'clock', { seconds: 90 });
    expect(simulator.clock.now() - before).toBe(90_000);
    expect((await post(url, 'reset')).status).toBe(204);
    expect(simulator.state.robots.size).toBe(0);
    expect(simulator.clock.now()).toBe(before);
  });

  test('say what is wrong with a step', async () => {
    const { url } = await start({ fixtures: true });
    const answer = await post(url, 'fixture', { fixture: 'age-robot', id: 7, days: 1 });
    expect([answer.status, await answer.text()]).toEqual([400, 'no robot 7\n']);
    expect((await post(url, 'fixture', { fixture: 'nonsense' })).status).toBe(400);
    expect((await post(url, 'clock', {})).status).toBe(400);
    expect((await post(url, 'nonsense')).status).toBe(404);
  });

  test('arm faults', async () => {
    const { url } = await start({ fixtures: true });
    await post(url, 'faults', { kind: 'proxy-error', path: '/health', status: 503, times: 1 });
    const statuses = [];
    for (let count = 0; count < 2; count += 1)
      statuses.push((await fetch(`${url}/api/v2.0/health`)).status);
    expect(statuses).toEqual([503, 200]);
  });
});

describe('faults', () => {
  const health = (url: string) => fetch(`${url}/api/v2.0/health`);

  test.each([429, 502, 503, 504])(
    'a proxy answers %i with HTML and Retry-After',
    async (status) => {
      const { simulator, url } = await start();
      simulator.faults.add({ kind: 'proxy-error', status, retryAfter: 7 });
      const answer = await health(url);
      expect([
        answer.status,
        answer.headers.get('content-type'),
        answer.headers.get('retry-after'),
      ]).toEqual([status, 'text/html', '7']);
      expect(await answer.text()).toContain('<center>nginx</center>');
    },
  );

  test('a connection is cut before a write, and nothing happened', async () => {
    const { simulator, url } = await start();
    simulator.faults.add({ kind: 'cut-before', method: 'POST' });
    await expect(fetch(url + robots, { method: 'POST', headers, body })).rejects.toThrow();
    expect(simulator.state.robots.size).toBe(0);
  });

  test('a connection is cut after a write, and the robot is there', async () => {
    const { simulator, url } = await start();
    simulator.faults.add({ kind: 'cut-after', method: 'POST' });
    await expect(fetch(url + robots, { method: 'POST', headers, body })).rejects.toThrow();
    expect(simulator.state.robots.size).toBe(1);
  });

  test('a body is cut in the middle', async () => {
    const { simulator, url } = await start();
    simulator.faults.add({ kind: 'truncate' });
    const answer = await health(url);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  test('a body is blown up', async () => {
    const { simulator, url } = await start();
    simulator.faults.add({ kind: 'oversize', bytes: 3_000_000 });
    const text = await (await health(url)).text();
    expect(text).toHaveLength(3_000_000);
    expect(JSON.parse(text)).toMatchObject({ status: 'healthy' });
  });

  test('a wrong content type, a page instead of JSON, an internal error', async () => {
    const { simulator, url } = await start();
    simulator.faults.add({ kind: 'content-type', times: 1 });
    expect((await health(url)).headers.get('content-type')).toBe('text/plain');
    simulator.faults.add({ kind: 'html', times: 1 });
    const page = await health(url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html']);
    simulator.faults.add({ kind: 'internal-error', times: 1 });
    expect(await (await health(url)).json()).toEqual({
      errors: [{ code: 'UNKNOWN', message: 'internal server error' }],
    });
    expect((await health(url)).status).toBe(200);
  });

  test('meet the request they are meant for', async () => {
    const { simulator, url } = await start();
    simulator.faults.add({ kind: 'proxy-error', path: /health$/, after: 1, times: 1 });
    const disarm = simulator.faults.add({ kind: 'proxy-error', path: '/ping' });
    const statuses = [];
    for (const path of ['health', 'health', 'health', 'ping'])
      statuses.push((await fetch(`${url}/api/v2.0/${path}`)).status);
    expect(statuses).toEqual([200, 502, 200, 502]);
    disarm();
    expect((await fetch(`${url}/api/v2.0/ping`)).status).toBe(200);
  });

  test('a clock that is off shows in current_time and Date', async () => {
    const { simulator, url } = await start();
    simulator.world.shownClockOffset = -7200;
    const answer = await fetch(`${url}/api/v2.0/systeminfo`, { headers });
    const { current_time: shown } = (await answer.json()) as { current_time: string };
    expect(simulator.clock.now() - Date.parse(shown)).toBe(7_200_000);
    expect(Math.abs(Date.parse(answer.headers.get('date') ?? '') - Date.parse(shown))).toBeLessThan(
      1000,
    );
  });

  test('a robot goes between two calls', async () => {
    const { simulator, url } = await start();
    simulator.seed({ robots: [{ name: 'ci' }] });
    simulator.faults.onRequest(({ method }) => {
      const robot = simulator.state.robots.get(1);
      if (method === 'PATCH' && robot) simulator.state.robots.remove(robot);
    });
    expect((await fetch(`${url}${robots}/1`, { headers })).status).toBe(200);
    expect(
      (await fetch(`${url}${robots}/1`, { method: 'PATCH', headers, body: '{}' })).status,
    ).toBe(404);
  });
});

describe('the transport', () => {
  test('listens on the loopback alone', async () => {
    const { url } = await start();
    expect(new URL(url).hostname).toBe('127.0.0.1');
  });

  test('counts what it was asked and how much at once', async () => {
    const { simulator, url } = await start();
    await Promise.all(
      Array.from({ length: 4 }, () => fetch(`${url}/api/v2.0/health`, { headers })),
    );
    expect(simulator.traffic).toMatchObject({ count: 4, inFlight: 0 });
    expect(simulator.traffic.seen[0]).toMatchObject({
      method: 'GET',
      target: '/api/v2.0/health',
      basic: true,
      cookie: false,
    });
  });

  test('takes a query of 100 kB and refuses a path that does not decode', async () => {
    const { url } = await start();
    const long = `name%3D${'x'.repeat(100_000)}`;
    expect((await fetch(`${url}${robots}?q=${long}`, { headers })).status).toBe(200);
    const status = await new Promise((resolve, reject) => {
      const sent = httpRequest(url, { path: '/api/v2.0/%zz' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on('error', reject);
      sent.end();
    });
    expect(status).toBe(400);
  });

  test('two simulators share nothing', async () => {
    const one = await start();
    const two = await start({ version: '2.8.6' });
    await fetch(one.url + robots, { method: 'POST', headers, body });
    expect([one.simulator.state.robots.size, two.simulator.state.robots.size]).toEqual([1, 0]);
  });

  test('a taken port is an error, not a hang', async () => {
    const { url } = await start();
    await expect(start({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
  });
});

test('a wrong password under a login cost is refused as without', async () => {
  const { url } = await start({ loginCost: 5 });
  const wrong = { authorization: `Basic ${Buffer.from('admin:wrong').toString('base64')}` };
  const statuses = await Promise.all(
    [headers, headers, headers, wrong].map(
      async (sent) => (await fetch(`${url}/api/v2.0/users/current`, { headers: sent })).status,
    ),
  );
  expect(statuses).toEqual([200, 200, 200, 401]);
});
