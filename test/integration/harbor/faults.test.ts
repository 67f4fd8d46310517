import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../shared/simulator/http/faults.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import { oddServer, sendJson } from './odd-server.ts';
import { clientFor, harbor, quickPorts } from './stage.ts';

const LIST = '/api/v2.0/robots';

describe('an answer that is not Harbor’s', () => {
  it.each<[string, Fault, string]>([
    ['429', { kind: 'proxy-error', status: 429 }, 'harbor-too-many-requests'],
    ['502', { kind: 'proxy-error', status: 502 }, 'harbor-unavailable'],
    ['503', { kind: 'proxy-error', status: 503 }, 'harbor-unavailable'],
    ['504', { kind: 'proxy-error', status: 504 }, 'harbor-unavailable'],
    ['a page', { kind: 'html' }, 'not-harbor'],
    ['too much', { kind: 'oversize' }, 'answer-too-large'],
    ['half', { kind: 'truncate' }, 'connection-failed'],
    ['nothing', { kind: 'cut-before' }, 'connection-failed'],
    ['nothing, late', { kind: 'cut-after' }, 'connection-failed'],
    ['another type', { kind: 'content-type', contentType: 'application/pdf' }, 'answer-malformed'],
    ['a failure', { kind: 'internal-error' }, 'harbor-internal'],
  ])('%s', async (_what, fault, code) => {
    const simulator = await harbor();
    const client = clientFor(simulator.url);
    await client.rights();
    simulator.faults.add({ ...fault, path: LIST });
    const failure: unknown = await client.robots({ level: 'system' }, 1).catch((error) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code, requestId: expect.any(String) as string });
    expect((failure as AppError).message).toMatch(/127\.0\.0\.1:\d+/);
    simulator.faults.clear();
    await expect(client.robots({ level: 'system' }, 1)).resolves.toMatchObject({ total: 0 });
  });
});

describe('repeating', () => {
  it.each<Fault>([
    { kind: 'proxy-error', status: 503, times: 2 },
    { kind: 'cut-before', times: 2 },
    { kind: 'truncate', times: 2 },
  ])('helps over two failures: %o', async (fault) => {
    const simulator = await harbor();
    const { ports, waits } = quickPorts();
    const client = clientFor(simulator.url, {}, ports);
    await client.rights();
    simulator.faults.add({ ...fault, path: LIST });
    await expect(client.robots({ level: 'system' }, 1)).resolves.toMatchObject({ total: 0 });
    expect(client.requestsSent).toBe(4);
    expect(waits).toEqual([300, 600]);
  });

  it('waits as long as Harbor asks', async () => {
    const simulator = await harbor();
    const { ports, waits } = quickPorts();
    const client = clientFor(simulator.url, {}, ports);
    await client.rights();
    simulator.faults.add({
      kind: 'proxy-error',
      status: 429,
      retryAfter: 11,
      times: 1,
      path: LIST,
    });
    await client.robots({ level: 'system' }, 1);
    expect(waits).toEqual([11_000]);
  });

  it('does not send a password again that Harbor may have seen', async () => {
    const simulator = await harbor();
    simulator.faults.add({ kind: 'cut-after', path: '/users/current' });
    const client = clientFor(simulator.url);
    await expect(client.rights()).rejects.toMatchObject({ code: 'connection-failed' });
    expect(simulator.traffic.count).toBe(1);
    simulator.faults.clear();
    await expect(client.rights()).resolves.toMatchObject({ identity: 'system-admin' });
  });
});

describe('time', () => {
  it('is up when an answer does not begin', async () => {
    const simulator = await harbor();
    const client = clientFor(simulator.url, { answerTimeout: 1 });
    await client.rights();
    simulator.faults.add({ kind: 'latency', delay: 60_000, path: LIST });
    await expect(client.robots({ level: 'system' }, 1)).rejects.toMatchObject({
      code: 'timeout',
      details: { phase: 'headers', seconds: 1 },
    });
  });

  it('is up when an answer does not go on', async () => {
    const server = await oddServer((asked, reply) => {
      if (asked.url?.endsWith('/users/current') === true) {
        sendJson(reply, 200, { user_id: 1, username: 'admin', sysadmin_flag: true });
        return;
      }
      reply.writeHead(200, { 'content-type': 'application/json' }).write('[');
    });
    const client = clientFor(server.url, { answerTimeout: 1 });
    await expect(client.robots({ level: 'system' }, 1)).rejects.toMatchObject({
      code: 'timeout',
      details: { phase: 'body' },
    });
  });

  it('ends when the user gives up, in the queue and on the way', async () => {
    const simulator = await harbor();
    const client = clientFor(simulator.url, { parallel: 1 });
    await client.rights();
    simulator.faults.add({ kind: 'latency', delay: 60_000, path: LIST });
    const first = new AbortController();
    const second = new AbortController();
    const onTheWay = client.robots({ level: 'system' }, 1, first.signal);
    const waiting = client.robots({ level: 'system' }, 2, second.signal);
    second.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    expect(client.requestsSent).toBe(2);
    first.abort();
    await expect(onTheWay).rejects.toMatchObject({ code: 'cancelled' });
    await expect(client.systemInfo(first.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('of Harbor is compared with ours', async () => {
    const simulator = await harbor();
    simulator.clock.advance(3 * 3_600);
    const client = clientFor(
      simulator.url,
      {},
      { ...quickPorts().ports, now: () => simulator.clock.now() - 10_800_000 },
    );
    const { clockOffset } = await client.systemInfo();
    expect(Math.abs((clockOffset ?? 0) - 10_800)).toBeLessThan(2);
    const old = await harbor({ version: '2.4.1' });
    expect((await clientFor(old.url).systemInfo()).clockOffset).toBeNull();
  });
});

describe('redirects', () => {
  it('to another origin are not followed, and the login does not travel', async () => {
    const elsewhere = await oddServer((_asked, reply) => sendJson(reply, 200, {}));
    const server = await oddServer((_asked, reply) => {
      reply.writeHead(302, { location: `${elsewhere.url}/api/v2.0/users/current` }).end();
    });
    await expect(clientFor(server.url).rights()).rejects.toMatchObject({
      code: 'redirected',
      details: { location: new URL(elsewhere.url).host, origin: elsewhere.url },
    });
    expect(elsewhere.seen).toEqual([]);
  });

  it('to https are another origin', async () => {
    const server = await oddServer((asked, reply) => {
      reply.writeHead(308, { location: `https://${asked.headers.host ?? ''}${asked.url ?? ''}` });
      reply.end();
    });
    await expect(clientFor(server.url).rights()).rejects.toThrow(/Use https:\/\/127/);
  });

  it('within the origin are followed, but not for ever', async () => {
    const server = await oddServer((asked, reply) => {
      const isMoved = asked.url?.startsWith('/moved') === true;
      if (isMoved)
        return sendJson(reply, 200, { user_id: 1, username: 'admin', sysadmin_flag: true });
      reply.writeHead(301, {
        location: asked.url?.includes('robots') === true ? '/loop/robots' : '/moved',
      });
      reply.end();
    });
    const client = clientFor(server.url);
    await expect(client.identity()).resolves.toMatchObject({ username: 'admin' });
    await expect(client.robots({ level: 'system' }, 1)).rejects.toMatchObject({
      code: 'redirected',
    });
    expect(server.seen.filter((line) => line.includes('robots'))).toHaveLength(4);
  });
});

describe('no answer', () => {
  it('where nothing listens', async () => {
    const simulator = await harbor();
    const { url } = simulator;
    await simulator.close();
    await expect(clientFor(url).rights()).rejects.toMatchObject({ code: 'connection-refused' });
  });

  it('where the name is unknown', async () => {
    await expect(clientFor('http://harbor.invalid').rights()).rejects.toMatchObject({
      code: 'dns-failed',
      message: expect.stringContaining('harbor.invalid') as string,
    });
  });
});
