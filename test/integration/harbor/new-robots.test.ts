import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLog } from '../../../electron/log/log.ts';
import { createRedactor } from '../../../electron/log/redact.ts';
import type { RobotDefinition } from '../../../shared/contract/operations.ts';
import { createBody } from '../../../shared/robots/changes/create-body.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { oddServer } from './odd-server.ts';
import { asRobot, asUser, clientFor, harbor } from './stage.ts';

const VERSIONS = ['2.2.0', '2.5.6', '2.8.6', '2.12.4', '2.14.0', '2.15.2'];
const OURS = 'Chosen-By-Purser-1';
const pull = [{ resource: 'repository', action: 'pull', effect: '' }];
const SYSTEM = { level: 'system' } as const;

const definition = (more: Partial<RobotDefinition> = {}): RobotDefinition => ({
  name: 'ci',
  level: 'system',
  description: 'builds',
  until: { kind: 'days', days: 30 },
  disabled: false,
  permissions: [{ kind: 'project', namespace: '*', access: pull }],
  ...more,
});
const inProject = (): RobotDefinition =>
  definition({
    level: 'project',
    permissions: [{ kind: 'project', namespace: '', access: pull }],
  });
const now = (): number => Math.floor(Date.now() / 1_000);
const body = createBody(definition(), '', now());

const secretOf = (simulator: Simulator, id: number): string =>
  simulator.state.robots.get(id)?.secret ?? '';

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('it did not fail'),
    (error: unknown) => error,
  );

describe.each(VERSIONS)('Harbor %s', (version) => {
  test('makes, finds, refreshes and proves robots', async () => {
    const simulator = await harbor({ version });
    simulator.seed({ projects: [{ name: 'team-1' }, { name: 'team' }] });
    const remembered: string[] = [];
    const remember = (secret: string): void => void remembered.push(secret);
    const client = clientFor(simulator.url, { remember });
    expect(await client.findRobot(SYSTEM, 'ci')).toBeNull();
    const made = await client.createRobot(body);
    expect(made).toMatchObject({ name: 'robot$ci', requestId: expect.any(String) });
    expect(made.secret).toBe(secretOf(simulator, made.id));
    expect(remembered).toEqual([made.secret]);
    expect(await client.proveRobot(made.name, made.secret ?? '')).toBe('accepted');

    const projectId = (await client.projectId('team')) ?? 0;
    expect(await client.projectId('teams')).toBeNull();
    const place = { projectId, projectName: 'team' };
    const other = await client.createRobot(createBody(inProject(), 'team', now()));
    expect(other.name).toBe('robot$team+ci');
    expect((await client.findRobot(SYSTEM, 'ci'))?.robot.id).toBe(made.id);
    expect((await client.findRobot(place, 'ci'))?.robot).toMatchObject({
      id: other.id,
      projectId,
      projectName: 'team',
    });

    expect(await client.refreshSecret(made.id, OURS)).toEqual({
      requestId: expect.any(String),
      secret: null,
    });
    expect(await client.proveRobot(made.name, OURS)).toBe('accepted');
    expect(await client.proveRobot(made.name, made.secret ?? '')).toBe('refused');
    // The refused robot is not us.
    expect((await client.robot(made.id, SYSTEM)).robot.name).toBe(made.name);
    await expect(client.createRobot(body)).rejects.toMatchObject({ code: 'conflict' });
    await expect(client.refreshSecret(made.id, 'short')).rejects.toMatchObject({
      code: 'bad-request',
    });
    await expect(client.refreshSecret(9_999, OURS)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('leaves open what a lost answer did, and finds it out', async () => {
    const simulator = await harbor({ version });
    const client = clientFor(simulator.url);
    await client.identity();
    for (const kind of ['cut-before', 'cut-after', 'truncate'] as const) {
      const name = `lost-${kind}`;
      simulator.faults.add({ kind, method: 'POST', times: 1 });
      const failure = await failureOf(client.createRobot({ ...body, name }));
      expect(failure).toMatchObject({ harbor: null, requestId: expect.any(String) });
      const found = await client.findRobot(SYSTEM, name);
      expect(found === null).toBe(kind === 'cut-before');
    }
    const { id, name } = await client.createRobot(body);
    for (const kind of ['cut-before', 'cut-after', 'truncate'] as const) {
      const secret = `${OURS}-${kind}`;
      simulator.faults.add({ kind, method: 'PATCH', times: 1 });
      const failure = await failureOf(client.refreshSecret(id, secret));
      expect(failure).toMatchObject({ harbor: null, requestId: expect.any(String) });
      const proof = await client.proveRobot(name, secret);
      expect(proof).toBe(kind === 'cut-before' ? 'refused' : 'accepted');
      // Once more is safe.
      await client.refreshSecret(id, secret);
      expect(secretOf(simulator, id)).toBe(secret);
    }
  });
});

test('a disabled robot is refused whatever its secret is', async () => {
  const simulator = await harbor();
  const client = clientFor(simulator.url);
  const { id, name, secret } = await client.createRobot(body);
  const row = simulator.state.robots.get(id) ?? expect.fail('it was not made');
  row.disabled = true;
  expect(await client.proveRobot(name, secret ?? '')).toBe('refused');
});

test('a robot makes robots, and cannot refresh them', async () => {
  const simulator = await harbor();
  const admin = clientFor(simulator.url);
  const access = ['create', 'list', 'read'].map((action) => ({
    resource: 'robot',
    action,
    effect: '',
  }));
  const permissions = [
    { kind: 'system', namespace: '/', access },
    { kind: 'project', namespace: '*', access: pull },
  ];
  const maker = await admin.createRobot(
    createBody(definition({ name: 'maker', permissions }), '', now()),
  );
  const credentials = asRobot({ name: maker.name, secret: maker.secret ?? '' });
  const client = clientFor(simulator.url, { credentials });
  const made = await client.createRobot(body);
  expect(await client.proveRobot(made.name, made.secret ?? '')).toBe('accepted');
  await expect(client.refreshSecret(made.id, OURS)).rejects.toMatchObject({ code: 'forbidden' });
});

test('proves a robot beside a session, without it', async () => {
  const simulator = await harbor({ loginCost: 400 });
  const client = clientFor(simulator.url);
  await client.identity();
  await client.expectRequests(1_000);
  const { name } = await client.createRobot(body);
  expect(await client.proveRobot(name, 'Wrong-Secret-1')).toBe('refused');
  const proofs = simulator.traffic.seen.filter(({ target }) => target.endsWith('/users/current'));
  expect(proofs.at(-1)).toMatchObject({ basic: true, cookie: false });
  expect((await client.findRobot(SYSTEM, 'ci'))?.robot.name).toBe(name);
});

describe('answers that are not as they should be', () => {
  const odd = async (status: number, text: string, type = 'application/json'): Promise<string> => {
    const server = await oddServer(({ url = '' }, response) => {
      response.setHeader('x-request-id', 'odd');
      if (url.endsWith('/users/current')) {
        response.end(JSON.stringify({ user_id: 1, username: 'admin', sysadmin_flag: true }));
        return;
      }
      response.writeHead(status, { 'content-type': type });
      response.end(text);
    });
    return server.url;
  };
  const HIDDEN = 'q8Zw3kPvT2mXs7LcR9dYb4NhJ6gFa1Ue';

  test.each([
    ['no secret', 201, '{"id":7,"name":"robot$ci"}', { secret: null }],
    ['an empty secret', 201, '{"id":7,"name":"robot$ci","secret":""}', { secret: null }],
  ])('%s', async (_what, status, text, expected) => {
    const client = clientFor(await odd(status, text));
    expect(await client.createRobot(body)).toMatchObject({ id: 7, ...expected });
  });

  test('another secret than ours is told', async () => {
    const remembered: string[] = [];
    const url = await odd(200, JSON.stringify({ secret: HIDDEN }));
    const client = clientFor(url, { remember: (secret) => void remembered.push(secret) });
    expect(await client.refreshSecret(7, OURS)).toEqual({ requestId: 'odd', secret: HIDDEN });
    expect(remembered).toEqual([HIDDEN]);
  });

  test.each(['', 'null', '{}', '{"secret":', '{"secret":5}', 'OK'])(
    'the status alone says that a secret was taken (%j)',
    async (text) => {
      const client = clientFor(await odd(200, text));
      expect(await client.refreshSecret(7, OURS)).toEqual({ requestId: 'odd', secret: null });
    },
  );

  test.each([
    [201, `{"id":7,"secret":"${HIDDEN}"}`, 'application/json'],
    [201, `{"id":7,"name":"robot$ci","secret":"${HIDDEN}"`, 'application/json'],
    [201, `{"id":7,"name":"robot$ci","secret":"${HIDDEN}" x}`, 'application/json'],
    [201, `<title>moved</title>${HIDDEN}`, 'text/html'],
    [200, `{"id":7,"name":"robot$ci","secret":"${HIDDEN}"}`, 'application/json'],
    [500, `{"id":7,"name":"robot$ci","secret":"${HIDDEN}"}`, 'application/json'],
    [502, `gone ${HIDDEN}`, 'text/html'],
  ])('no error and no log holds the secret of a broken answer (%i %s)', async (...answer) => {
    const home = mkdtempSync(join(tmpdir(), 'purser-new-robots-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    const log = createLog(home, createRedactor());
    const client = clientFor(await odd(...answer));
    const works = [() => client.createRobot(body), () => client.proveRobot('robot$ci', HIDDEN)];
    for (const work of works) {
      const failure = await failureOf(work());
      expect(failure).toMatchObject({ requestId: 'odd' });
      expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(HIDDEN.slice(0, 8));
      log.warn('it failed', failure);
    }
    const text = readFileSync(join(home, 'logs', 'purser.log'), 'utf8');
    expect(text).toContain('it failed');
    expect(text).not.toContain(HIDDEN.slice(0, 8));
  });

  test('a login page in front of Harbor is not its word on a secret', async () => {
    const { url } = await oddServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.statusCode = 401;
      response.end('<html></html>');
    });
    const client = clientFor(url, { credentials: asUser() });
    const failure = await failureOf(client.proveRobot('robot$ci', OURS));
    expect(failure).toMatchObject({ code: 'login-refused', harbor: null });
  });
});
