import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import type { WorkspaceSummary } from '../../shared/contract/workspace-calls.ts';
import { yamlText } from '../../shared/exports/yaml-text.ts';
import { harbor, PASSWORD } from './harbor/stage.ts';
import { aComputer, type App, draftFor, settled } from './instances/stage.ts';
import { type Stage, stage, systemRobots } from './robots/stage.ts';

const view = {
  id: 'mine',
  name: 'Mine',
  query: 'name:ci',
  sort: { column: 'name' as const, descending: false },
};

const policy = {
  id: '33333333-3333-4333-8333-333333333333',
  name: 'Quarterly',
  query: '',
  keep: '',
  lifetimeDays: 90,
  renewWithin: 30,
  weekdays: [0, 6],
  dates: [],
  perDay: 10,
  perProject: null,
  spread: true,
};

/** A workspace in which somebody entered something of everything, and changed a robot. */
async function lived(): Promise<Stage> {
  const mortal = systemRobots('c').map((robot) => ({ ...robot, duration: 200 }));
  const made = await stage({ robots: [...systemRobots('a', 'b'), ...mortal] });
  const { app } = made;
  const keys = await made.keys('name:a,b');
  const until = { kind: 'expiry' } as const;
  await app.call('snoozes.set', { keys: await made.keys('name:c'), until, reason: 'goes soon' });
  await app.call('planner.save', { ...policy, scope: [made.instanceId] });
  await app.call('robots.setTags', { keys: keys.slice(0, 1), add: ['Nightly'], remove: [] });
  await app.call('linked.join', { keys });
  await app.call('secretPlaces.note', { key: keys[0] ?? 0, place: 'GitLab' });
  await app.call('views.save', view);
  const [template] = await app.call('templates.list');
  if (template === undefined) throw new Error('some templates come with Purser');
  const { builtIn: _builtIn, ...own } = template;
  await app.call('templates.save', { ...own, id: 'own', name: 'Own' });
  const { expiry } = await app.call('settings.get');
  const rule = { of: 'instance' as const, value: made.instanceId, criticalDays: 3, soonDays: 9 };
  await app.call('settings.set', { expiry: { ...expiry, rules: [rule] } });
  await made.run({ kind: 'disable' }, 'name:a');
  return made;
}

async function save(app: App, kind: 'workspace' | 'backup', path: string): Promise<string> {
  app.desktop.savePath = path;
  expect(await app.call('workspace.save', { kind })).toEqual({ path });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  return readFile(path, 'utf8');
}

async function open(app: App, path: string): Promise<WorkspaceSummary> {
  app.desktop.pickPath = path;
  const summary = await app.call('workspace.open');
  if (summary === null) throw new Error('a file was chosen');
  return summary;
}

const addAll = (app: App, { id, instances, parts }: WorkspaceSummary) =>
  app.call('workspace.add', {
    id,
    instances: instances.map((one) => one.id),
    parts: parts.map(({ name }) => name),
  });

describe.each(['workspace', 'backup'] as const)('a file of the kind %s', (kind) => {
  test('brings everything that was entered to another computer, and no password', async () => {
    const made = await lived();
    const path = join(made.computer.home, `purser-${kind}`);
    const text = await save(made.app, kind, path);
    expect(text).not.toContain(PASSWORD);
    for (const secret of made.computer.keychain.values()) expect(text).not.toContain(secret);

    const computer = aComputer();
    const other = await computer.start();
    const summary = await open(other, path);
    expect(summary).toMatchObject({
      instances: [{ name: 'prod', username: 'admin', here: null, remarks: ['plain http'] }],
      remarks: [],
    });
    expect(await other.call('instances.list')).toEqual([]);
    const added = await addAll(other, summary);
    expect(added.instances).toBe(1);
    const records = kind === 'backup' ? [['journal', 1]] : [];
    const counts = added.parts.map(({ name, count }) => [name, count]);
    expect(counts.filter(([name]) => name !== 'history')).toEqual([
      ['tags', 1],
      ['links', 2],
      ['places', 1],
      ['snoozes', 1],
      ['views', 1],
      ['templates', 1],
      ['policies', 1],
      ['limits', 1],
      ...records,
    ]);
    const there = await other.view('prod');
    expect(there.config.id).toBe(made.instanceId);
    expect([...computer.keychain]).toEqual([]);
    await settled(other, 'prod', 'needs-login');
    await other.call('logins.setPassword', {
      id: there.login.id,
      password: PASSWORD,
      testOn: there.config.id,
    });
    await settled(other, 'prod', 'fresh');
    const sort = { column: 'name', descending: false } as const;
    const tagged = await other.call('robots.query', { query: 'tag:nightly', scope: [], sort });
    expect(tagged.keys).toHaveLength(1);
    expect((await other.call('views.list')).at(-1)).toMatchObject({ name: 'Mine', builtIn: false });
    const { entries } = await other.call('journal.entries', {
      text: '',
      ids: [],
      before: null,
      count: 5,
    });
    expect(entries.map(({ operation }) => operation)).toEqual(kind === 'backup' ? ['disable'] : []);

    const again = await open(other, path);
    expect(again.instances).toMatchObject([{ here: 'prod' }]);
    const nothing = await addAll(other, again);
    expect([nothing.instances, ...nothing.parts.map(({ count }) => count)]).toEqual(
      [nothing.instances, ...nothing.parts].map(() => 0),
    );
  });
});

test('takes over only what is chosen, and finds an instance that is here under another name', async () => {
  const made = await lived();
  const path = join(made.computer.home, 'w.yaml');
  await save(made.app, 'workspace', path);
  const other = await aComputer().start();
  await other.call('instances.save', draftFor(made.simulator, 'their prod'));
  await settled(other, 'their prod', 'fresh');
  const summary = await open(other, path);
  expect(summary.instances).toMatchObject([{ name: 'prod', here: 'their prod' }]);
  await other.call('workspace.add', { id: summary.id, instances: [], parts: ['tags'] });
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await other.call('robots.query', { query: 'tag:nightly', scope: [], sort });
  expect(keys).toHaveLength(1);
  expect((await other.call('views.list')).every(({ builtIn }) => builtIn)).toBe(true);
});

test('says of owners and policies the instances as they are called here, and leaves out those that are not', async () => {
  const made = await lived();
  const rule = { owner: 'Ada', project: '', name: '', creator: '' };
  const [here, everywhere, gone] = [made.instanceId, null, crypto.randomUUID()];
  await made.app.call('owners.saveRules', {
    rules: [here, everywhere, gone].map((instanceId) => ({
      ...rule,
      id: crypto.randomUUID(),
      instanceId,
    })),
  });
  const told = { at: 1, robots: [{ instanceId: made.instanceId, robotId: 1, expiresAt: 2 }] };
  const ada = { name: 'Ada', mail: 'ada@example.com', told };
  await made.app.services.inventory.addPortableRows('ownerContacts', [
    { folded: 'ada', data: JSON.stringify(ada) },
  ]);
  const path = join(made.computer.home, 'w.yaml');
  await save(made.app, 'workspace', path);
  const other = await aComputer().start();
  await other.call('instances.save', draftFor(made.simulator, 'their prod'));
  await settled(other, 'their prod', 'fresh');
  const { config } = await other.view('their prod');
  expect(config.id).not.toBe(made.instanceId);
  await addAll(other, await open(other, path));
  const { rules } = await other.call('owners.list');
  expect(rules.map(({ instanceId }) => instanceId)).toEqual([config.id, null]);
  expect(await other.services.inventory.expiryPolicies()).toMatchObject([{ scope: [config.id] }]);
  const [contact] = await other.services.inventory.portableRows('ownerContacts');
  expect(JSON.parse(String(contact?.['data']))).toMatchObject({
    told: { robots: [{ instanceId: config.id }] },
  });
});

test('never sends a password that is kept here to an address out of a file', async () => {
  const made = await lived();
  const path = join(made.computer.home, 'w.yaml');
  const file = parseYaml(await save(made.app, 'workspace', path)) as {
    instances: { id: string; name: string; url: string }[];
  };
  const stranger = { ...file.instances[0], id: crypto.randomUUID(), url: 'http://127.0.0.1:9' };
  await writeFile(path, yamlText({ ...file, instances: [...file.instances, stranger] }));
  const summary = await open(made.app, path);
  expect(summary.instances[1]?.remarks).toContain('shares its login with 1 more');
  await addAll(made.app, summary);
  const added = await made.app.view('prod 2');
  expect(added.config.loginId).not.toBe((await made.app.view('prod')).config.loginId);
  expect(made.computer.keychain.has(`login/${added.config.loginId}`)).toBe(false);
});

test('never sends secrets of a robot that stayed here to another address out of a file', async () => {
  const made = await lived();
  const path = join(made.computer.home, 'w.yaml');
  const text = await save(made.app, 'workspace', path);
  await made.run({ kind: 'refresh', secret: { kind: 'generate' }, until: null }, 'name:b');
  const [{ handle = '' } = {}] = (await made.app.call('secrets.list', {})).secrets;
  const remove = (name: string) =>
    made.app
      .view(name)
      .then(({ config }) => made.app.call('instances.remove', { id: config.id, secrets: 'keep' }));
  const addedId = async (): Promise<string> => {
    await addAll(made.app, await open(made.app, path));
    return (await made.app.view('prod')).config.id;
  };
  await remove('prod');
  const stranger = await harbor({});
  await writeFile(path, text.replaceAll(made.simulator.url, stranger.url));
  expect(await addedId()).not.toBe(made.instanceId);
  await expect(made.app.call('secrets.test', { handle })).rejects.toMatchObject({
    code: 'unknown-item',
  });
  await remove('prod');
  // The very one that was removed finds its secrets again.
  await writeFile(path, text);
  expect(await addedId()).toBe(made.instanceId);
});

test('hostile files are refused with line and column, and nothing is taken over', async () => {
  const app = await aComputer().start();
  const path = join(aComputer().home, 'w.yaml');
  const cases: readonly [string, RegExp][] = [
    ['', /Line 1, column 1/],
    ['format: purser-robots\nversion: 1\n', /Line 1, column 9: format: .*no workspace file/],
    ['format: purser-workspace\nversion: 2\n', /Line 2, column 10: .*version 1/],
    [
      'format: purser-workspace\nversion: 1\ninstances: [{id: 1}]\n',
      /^w\.yaml: Line 3, column \d+: instances\.0/,
    ],
    [
      'format: purser-workspace\nversion: 1\ntags: &x [*x]\n',
      /^w\.yaml: Line 3, column \d+: .*alias/,
    ],
    [`{"format": "purser-workspace", "version": 1, "tags": ${'['.repeat(9_000)}`, /64 levels/],
    [
      `{"format": "purser-workspace", "version": 1,\n "tags": ${'['.repeat(90)}${']'.repeat(90)}}`,
      /^w\.yaml: Line 2, column \d+: .*64 levels/,
    ],
    [
      'format: purser-workspace\nversion: 1\ntags: [{instance_id: x, robot_id: 1, folded: a, tag: a, evil: 1}]\n',
      /^w\.yaml: Line 3, column \d+: tags\.0: “evil”/,
    ],
  ];
  for (const [text, words] of cases) {
    await writeFile(path, text);
    await expect(open(app, path), text.slice(0, 60)).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringMatching(words) as string,
    });
  }
  await writeFile(path, 'format: purser-workspace\nversion: 1\nfuture: []\n');
  expect((await open(app, path)).remarks).toEqual([expect.stringContaining('“future”') as string]);
  expect(await app.call('instances.list')).toEqual([]);
});

describe('a large file', () => {
  const MANY = 20_000;
  const id = crypto.randomUUID();
  const tag = (index: number) =>
    `  - { instance_id: ${id}, robot_id: ${String(index)}, folded: t, tag: t }`;
  const large = (tags: number): string =>
    [
      'format: purser-workspace',
      'version: 1',
      'tags:',
      ...Array.from({ length: tags }, (_, at) => tag(at)),
    ].join('\n');

  test('is read while everything else goes on, and all of it comes over', async () => {
    const computer = aComputer();
    const app = await computer.start();
    const path = join(computer.home, 'large.json');
    const instance = {
      ...{ id, name: 'prod', url: 'https://127.0.0.1:9', allowHttp: false, colour: 'blue' },
      ...{ group: '', tags: [], production: false, locked: false, parallel: 4 },
      ...{ trust: { kind: 'system' }, clientCertificate: null, proxy: { kind: 'none' } },
      login: { id: crypto.randomUUID(), kind: 'user', username: 'admin' },
    };
    const tags = Array.from({ length: MANY }, (_, index) => ({
      ...{ instance_id: id, robot_id: index, folded: 't', tag: 't' },
    }));
    const head = { format: 'purser-workspace', version: 1, instances: [instance] };
    await writeFile(path, JSON.stringify({ ...head, tags }));
    let turns = 0;
    let isReading = true;
    const others = (async () => {
      while (isReading) turns += await setImmediate(1);
    })();
    const summary = await open(app, path);
    isReading = false;
    await others;
    // Were it read on this thread, nobody would have had a turn.
    expect(turns).toBeGreaterThan(100);
    const { parts } = await app.call('workspace.add', {
      id: summary.id,
      instances: [id],
      parts: ['tags'],
    });
    expect(parts).toMatchObject([{ name: 'tags', count: MANY }]);
  });

  test('that is wrong at its end is refused with line and column, as a small one is', async () => {
    const app = await aComputer().start();
    const path = join(aComputer().home, 'w.yaml');
    await writeFile(
      path,
      `${large(3_000)}\n  - { instance_id: x, robot_id: 1, folded: a, tag: a }\n`,
    );
    await expect(open(app, path)).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringMatching(/^w\.yaml: Line 3004, column \d+: tags\.3000/) as string,
    });
    await writeFile(path, `${large(3_000)}\n  - *x\n`);
    await expect(open(app, path)).rejects.toMatchObject({
      message: expect.stringMatching(/^w\.yaml: Line 3004, column \d+: /) as string,
    });
  });
});

test('takes addresses as the form does: put right, and without any password', async () => {
  const made = await lived();
  const path = join(made.computer.home, 'w.yaml');
  const file = parseYaml(await save(made.app, 'workspace', path)) as {
    instances: Record<string, unknown>[];
  };
  const withPart = (part: object) =>
    writeFile(path, yamlText({ ...file, instances: [{ ...file.instances[0], ...part }] }));
  const app = await aComputer().start();
  const proxy = { kind: 'address', username: '' };
  const cases: readonly [object, RegExp][] = [
    [{ url: 'https://admin:Hunter2@harbor.example.com' }, /Leave name and password out/],
    [{ url: 'ftp://harbor.example.com' }, /reached by https/],
    [{ proxy: { ...proxy, url: 'http://admin:Hunter2@proxy.example.com' } }, /without a password/],
    [{ proxy: { ...proxy, url: 'not one' } }, /instances\.0\.proxy/],
  ];
  for (const [part, words] of cases) {
    await withPart(part);
    await expect(open(app, path)).rejects.toMatchObject({
      code: 'file-invalid',
      message: expect.stringMatching(words) as string,
    });
    await expect(open(app, path)).rejects.not.toThrow(/Hunter2/);
  }
  await withPart({ url: ' https://HARBOR.example.com/harbor/projects ' });
  expect((await open(app, path)).instances).toMatchObject([{ url: 'https://harbor.example.com' }]);
});
