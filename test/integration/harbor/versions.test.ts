import { describe, expect, it } from 'vitest';
import type { Seed } from '../../../shared/simulator/seed.ts';
import { oddServer, sendJson } from './odd-server.ts';
import { clientFor, harbor } from './stage.ts';

const VERSIONS = ['2.2.4', '2.5.6', '2.8.6', '2.10.3', '2.12.4', '2.13.5', '2.15.2', '2.16.0'];

const pull = [{ resource: 'repository', action: 'pull' }];
const FLEET: Seed = {
  projects: [{ name: 'apps' }],
  robots: [
    { name: 'sys', duration: -1, permissions: [{ kind: 'project', namespace: '*', access: pull }] },
    {
      name: 'ci',
      project: 'apps',
      description: 'builds',
      permissions: [{ kind: 'project', namespace: 'apps', access: pull }],
    },
    { name: 'robot$old', project: 'apps', legacy: true },
  ],
};

describe.each(VERSIONS)('Harbor %s', (version) => {
  it('is read from its first to its last robot', async () => {
    const simulator = await harbor({ version });
    const { robots, projects } = simulator.seed(FLEET);
    const apps = projects.get('apps') ?? 0;
    const client = clientFor(simulator.url);
    const info = await client.systemInfo();
    expect(info.version).toContain(version);
    expect(info.authMode).toBe('db_auth');
    const can = await client.capabilities();
    const found = (await client.projects(1)).items.map(({ name }) => name);
    expect(can.canSort ? found : found.reverse()).toEqual(['library', 'apps']);

    const listed = await client.robots({ projectId: apps }, 1);
    expect(listed.total).toBe(2);
    const [ci, old] = listed.items.map(({ robot }) => robot);
    expect(ci).toMatchObject({
      id: robots[1]?.id,
      name: 'robot$apps+ci',
      level: 'project',
      projectId: apps,
      projectName: 'apps',
      description: 'builds',
      disabled: false,
      editable: true,
      duration: 30,
      permissions: [{ kind: 'project', namespace: 'apps' }],
    });
    expect(old).toMatchObject({ name: 'robot$old', editable: false, permissions: [] });

    const system = await client.robots({ level: 'system' }, 1);
    const names = system.items.map(({ robot }) => robot.name).sort();
    const all = ['robot$apps+ci', 'robot$old', 'robot$sys'];
    expect(names).toEqual(can.listsAllLevels ? all : ['robot$sys']);
    expect(system.items.find(({ robot }) => robot.name === 'robot$sys')?.robot.expiresAt).toBe(-1);

    const catalogue = await client.catalogue();
    expect(catalogue !== null).toBe(can.hasCatalogue);
    expect(await client.robotPrefix()).toBe('robot$');
    expect(await client.userName(1)).toBe('admin');
    expect(await client.userName(4_711)).toBeNull();
    expect(await client.userNames()).toMatchObject({});
  });

  it('answers the same robot with the same text', async () => {
    const simulator = await harbor({ version });
    const access = ['pull', 'push', 'list', 'read'].map((action) => ({
      resource: 'repository',
      action,
    }));
    const namespaces = ['library', 'apps', '*'];
    const permissions = namespaces.map(
      (namespace) => ({ kind: 'project', namespace, access }) as const,
    );
    simulator.seed({ projects: [{ name: 'apps' }], robots: [{ name: 'many', permissions }] });
    const client = clientFor(simulator.url);
    const texts = new Set<string | undefined>();
    for (let turn = 0; turn < 10; turn += 1) {
      texts.add((await client.robots({ level: 'system' }, 1)).items[0]?.raw);
    }
    expect(texts.size).toBe(1);
  });
});

describe('lists', () => {
  it('come in pages of a hundred, by id', async () => {
    const simulator = await harbor();
    const robots = Array.from({ length: 250 }, (_, at) => ({ name: `r${String(250 - at)}` }));
    simulator.seed({ robots });
    const client = clientFor(simulator.url);
    const pages = await Promise.all(
      [1, 2, 3, 4].map((page) => client.robots({ level: 'system' }, page)),
    );
    expect(pages.map(({ items, total }) => [items.length, total])).toEqual([
      [100, 250],
      [100, 250],
      [50, 250],
      [0, 250],
    ]);
    const ids = pages.flatMap(({ items }) => items.map(({ robot }) => robot.id));
    expect(ids).toEqual([...ids].sort((a, b) => a - b));
    expect(new Set(ids).size).toBe(250);
  });

  it('read ids beyond 2^31 and texts of 10 MB', async () => {
    const simulator = await harbor({ version: '2.16.0' });
    simulator.seed({
      robots: [{ name: 'big' }, { name: 'long', description: 'x'.repeat(10_000_000) }],
    });
    const client = clientFor(simulator.url);
    const { items } = await client.robots({ level: 'system' }, 1);
    expect(items[1]?.robot.description).toHaveLength(10_000_000);
  });
});

/** An admin for whom only these calls are answered, by the path below /api/v2.0. */
const fork = (answers: Readonly<Record<string, unknown>>) =>
  oddServer((asked, reply) => {
    const call = (asked.url ?? '').replace('/api/v2.0', '').split('?')[0] ?? '';
    if (call === '/users/current') {
      sendJson(reply, 200, { user_id: 1, username: 'admin', sysadmin_flag: true });
    } else if (call in answers) {
      reply.setHeader('x-total-count', '2');
      sendJson(reply, 200, answers[call]);
    } else {
      const message = `path ${call} was not found`;
      sendJson(reply, 404, { errors: [{ code: 'NOT_FOUND', message }] });
    }
  });

describe('a Harbor of an unknown version', () => {
  it('is asked what it can do', async () => {
    const version = { harbor_version: 'acme-build-7', auth_mode: 'db_auth' };
    const old = await fork({ '/systeminfo': version });
    expect(await clientFor(old.url).capabilities()).toEqual({
      version: 'acme-build-7',
      listsAllLevels: false,
      hasCatalogue: false,
      canSort: true,
      editsLegacy: false,
      hasExtendedAudit: false,
      isProbed: true,
    });
    const young = await fork({
      '/systeminfo': version,
      '/permissions': { system: [], project: [] },
    });
    const client = clientFor(young.url);
    expect((await client.capabilities()).hasCatalogue).toBe(true);
    expect(await client.catalogue()).toEqual({ system: [], project: [] });
    const asked = () => young.seen.filter((request) => request.includes('/permissions'));
    expect(asked()).toHaveLength(1);

    const known = await clientFor(young.url).capabilities(undefined, { hasCatalogue: true });
    expect(known).toMatchObject({ hasCatalogue: true, isProbed: false });
    expect(asked()).toHaveLength(1);
  });
});

describe('a row that cannot be understood', () => {
  it('fails its page by number, and is never left out', async () => {
    const whole = { id: 1, name: 'robot$a' };
    const server = await fork({ '/robots': [whole, { id: 2 }], '/projects': [{ name: 'x' }] });
    const client = clientFor(server.url);
    await expect(client.robots({ level: 'system' }, 1)).rejects.toMatchObject({
      code: 'answer-malformed',
      message: expect.stringContaining('Row 2') as string,
    });
    await expect(client.projects(1)).rejects.toMatchObject({ code: 'answer-malformed' });
  });

  it('is not the only thing that can be wrong with a list', async () => {
    const server = await fork({ '/robots': { not: 'a list' } });
    await expect(clientFor(server.url).robots({ level: 'system' }, 1)).rejects.toMatchObject({
      code: 'answer-malformed',
    });
  });
});
