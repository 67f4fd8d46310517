import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DefinitionComparison } from '../../../shared/contract/definition-calls.ts';
import { held, type Stage, stage, systemRobots, VERSIONS } from './stage.ts';

const PULL = [{ resource: 'repository', action: 'pull' }];
const everything = {
  kind: 'query' as const,
  query: { query: '', scope: [], sort: { column: 'name' as const, descending: false } },
};

async function exported(made: Stage): Promise<string> {
  const path = join(made.computer.home, 'robots.purser.yaml');
  made.app.desktop.savePath = path;
  await made.app.call('inventory.export', { format: 'purser', robots: everything, restsOn: [] });
  return path;
}

async function open(made: Stage, path: string): Promise<DefinitionComparison> {
  made.app.desktop.pickPath = path;
  const opened = await made.app.call('definitions.open');
  if (opened === null) throw new Error('a file was chosen');
  return opened;
}

const again = (made: Stage, { id }: DefinitionComparison) =>
  made.app.call('definitions.compare', { id, instances: {} });

const aFleet = (version: string): Promise<Stage> =>
  stage(
    {
      projects: [{ name: 'library' }],
      robots: [
        ...systemRobots('a', 'b', 'old'),
        {
          name: 'ci',
          project: 'library',
          duration: 30,
          permissions: [{ kind: 'project', namespace: 'library', access: PULL }],
        },
      ],
    },
    { version },
  );

const NEW = `
- instance: prod
  name: fresh
  project: library
  duration: 60
  disabled: true
  permissions:
    - project: library
      allow: [repository:pull, repository:push]
`;

test.each(VERSIONS)(
  'an edited file becomes what Harbor %s holds, and nothing is left to do',
  async (version) => {
    const made = await aFleet(version);
    const path = await exported(made);
    const asIs = await open(made, path);
    expect(asIs.counts).toMatchObject({ same: 4, differs: 0, missing: 0, extra: 0, unplaced: 0 });

    const text = await readFile(path, 'utf8');
    const blocks = text.split(/\n(?=- )/);
    const kept = blocks.filter((block) => !/name: old$/m.test(block));
    const edited = kept.map((block) => {
      if (/name: a$/m.test(block))
        return block.replace(/description: .*/, 'description: "no: edited"');
      if (/name: ci$/m.test(block)) {
        return block
          .replace(/expires: .*/, 'duration: 400')
          .replace('- repository:pull', '- repository:push\n        - repository:pull');
      }
      return block;
    });
    await writeFile(path, `${edited.join('\n').trimEnd()}${NEW}`);
    const compared = await open(made, path);
    expect(compared.counts).toMatchObject({ same: 1, differs: 2, missing: 1, extra: 1 });
    const rows = await made.app.call('definitions.rows', {
      id: compared.id,
      kinds: ['missing', 'differs', 'extra'],
      from: 0,
      count: 9,
    });
    expect(rows.map(({ kind, robotName }) => `${kind} ${robotName}`)).toEqual([
      'missing robot$library+fresh',
      'differs robot$a',
      'differs robot$library+ci',
      'extra robot$old',
    ]);
    expect(rows.map(({ place }) => place)).toEqual([3, 0, 2, null]);
    expect(rows[1]?.changes).toEqual([{ field: 'description', from: '', to: 'no: edited' }]);

    const planned = await made.app.call('definitions.plan', {
      id: compared.id,
      kinds: ['missing', 'differs', 'extra'],
    });
    const ready = await made.settled(planned);
    expect(ready).toMatchObject({ state: 'ready', steps: 4, counts: { planned: 4 } });
    const done = await made.apply(ready);
    expect(done).toMatchObject({ state: 'finished', counts: { done: 4 } });
    expect(held(made.simulator, 'a').description).toBe('no: edited');
    expect(held(made.simulator, 'library+fresh').disabled).toBe(true);
    expect(() => held(made.simulator, 'old')).toThrow();

    await made.sync();
    const { counts } = await again(made, compared);
    expect(counts).toMatchObject({ same: 4, differs: 0, missing: 0, extra: 0 });
    const { entries } = await made.app.call('journal.entries', {
      text: '',
      ids: [],
      before: null,
      count: 10,
    });
    expect(entries.map(({ operation }) => operation).sort()).toEqual([
      'create',
      'delete',
      'edit',
      'edit',
    ]);
  },
);

test('a robot file of harbor-cli is made at the instance that is chosen', async () => {
  const made = await aFleet('2.15.2');
  const path = join(made.computer.home, 'robot.yaml');
  await writeFile(
    path,
    'name: cli\nduration: 90\nlevel: system\npermissions:\n  - {kind: project, namespace: "*", access: [{resource: repository, actions: [pull]}]}\n',
  );
  const compared = await open(made, path);
  // The only instance there is needs no choice.
  // It is of one robot, so that no other is too many.
  expect(compared).toMatchObject({ format: 'harbor-cli', counts: { missing: 1, extra: 0 } });
  const planned = await made.app.call('definitions.plan', { id: compared.id, kinds: ['missing'] });
  expect(await made.apply(await made.settled(planned))).toMatchObject({ counts: { done: 1 } });
  made.app.desktop.savePath = path;
  const keys = await made.keys('name:cli');
  await made.app.call('inventory.export', {
    format: 'harbor-cli',
    robots: { kind: 'keys', keys },
    restsOn: [],
  });
  expect((await open(made, path)).counts).toMatchObject({ same: 1, missing: 0, differs: 0 });
});

test('what the file does not name is left alone unless that is wanted, and unknown instances wait', async () => {
  const made = await aFleet('2.15.2');
  const path = join(made.computer.home, 'elsewhere.yaml');
  const text = `format: purser-robots
version: 1
instances: {elsewhere: "https://elsewhere.example"}
robots:
  - instance: elsewhere
    name: a
    expires: never
    permissions: [{project: "*", allow: [repository:pull]}]
`;
  await writeFile(path, text);
  const lost = await open(made, path);
  expect(lost).toMatchObject({
    instances: [{ name: 'elsewhere', instanceId: null }],
    counts: { unplaced: 1, extra: 0 },
  });
  const [row] = await made.app.call('definitions.rows', {
    id: lost.id,
    kinds: ['unplaced'],
    from: 0,
    count: 5,
  });
  expect(row).toMatchObject({ robotName: 'a', line: 5 });
  const found = await made.app.call('definitions.compare', {
    id: lost.id,
    instances: { elsewhere: made.instanceId },
  });
  expect(found.counts).toMatchObject({ unplaced: 0, same: 1, extra: 3 });
  const nothing = made.app.call('definitions.plan', { id: lost.id, kinds: ['missing', 'differs'] });
  await expect(nothing).rejects.toMatchObject({ code: 'unknown-item' });
});

test('two instances of a file that are one here: its robots are found, and what both define counts once', async () => {
  const made = await aFleet('2.15.2');
  const path = join(made.computer.home, 'twice.yaml');
  const { url } = made.simulator;
  const robot = (instance: string, name: string, pairs: string): string =>
    `  - instance: ${instance}\n    name: ${name}\n    project: library\n    duration: 30\n    permissions: [{project: library, allow: [${pairs}]}]\n`;
  await writeFile(
    path,
    `format: purser-robots\nversion: 1\ninstances: {east: "${url}", west: "${url}"}\nrobots:\n${robot('east', 'ci', 'repository:pull')}${robot('west', 'ci', 'repository:push')}${robot('west', 'fresh', 'repository:pull')}`,
  );
  const opened = await open(made, path);
  expect(opened.counts).toMatchObject({ same: 1, differs: 0, missing: 1, unplaced: 0 });
  expect(opened.remarks).toEqual([
    'Line 10: library+ci on west is the same robot as on east in line 5, because both are one instance here. Only line 5 counts.',
  ]);

  const { id } = opened;
  const found = await made.app.call('definitions.find', { id, text: 'CI', count: 9 });
  expect(found.map(({ place, instance, name }) => [place, instance, name])).toEqual([
    [0, 'east', 'library+ci'],
    [1, 'west', 'library+ci'],
  ]);
  expect(await made.app.call('definitions.find', { id, text: '', count: 1 })).toHaveLength(1);
  expect(await made.app.call('definitions.robot', { id, place: 1 })).toMatchObject({
    fileName: 'twice.yaml',
    project: 'library',
    permissions: [{ namespace: 'library', access: [{ resource: 'repository', action: 'push' }] }],
  });
  await expect(made.app.call('definitions.robot', { id, place: 3 })).rejects.toMatchObject({
    code: 'unknown-item',
  });
  await open(made, path);
  await expect(made.app.call('definitions.robot', { id, place: 1 })).rejects.toMatchObject({
    code: 'unknown-item',
  });
});

test('a large file is read in a thread of its own, good or bad', async () => {
  const made = await aFleet('2.15.2');
  const path = join(made.computer.home, 'large.yaml');
  const robot = (name: string): string =>
    `- {instance: prod, name: ${name}, expires: never, permissions: [{project: "*", allow: [repository:pull]}]}\n`;
  const robots = Array.from({ length: 1_000 }, (_, place) => robot(`r${String(place)}`)).join('');
  const head = 'format: purser-robots\nversion: 1\nrobots:\n';
  await writeFile(path, `${head}${robots}`);
  expect((await open(made, path)).counts).toMatchObject({ missing: 1_000, extra: 4 });
  await writeFile(path, `${head}${robots}- {instance: prod}\n`);
  await expect(open(made, path)).rejects.toMatchObject({
    code: 'file-invalid',
    message: expect.stringMatching(/^[^ ]+: Line 1004, column \d+: /) as string,
  });
});

test('a file that cannot be read says where, and the one that was open stays', async () => {
  const made = await aFleet('2.15.2');
  const path = await exported(made);
  const good = await open(made, path);
  await writeFile(path, 'format: purser-robots\nversion: 1\nrobots: [{name: 3}]\n');
  await expect(open(made, path)).rejects.toMatchObject({
    code: 'file-invalid',
    message: expect.stringMatching(/^[^ ]+: Line 3, column \d+: robots\.0/) as string,
    details: { line: 3 },
  });
  await writeFile(path, Buffer.from([0xff, 0xfe, 0, 1]));
  await expect(open(made, path)).rejects.toMatchObject({ code: 'file-invalid' });
  expect((await again(made, good)).counts.same).toBe(4);
});

test('a file is read again where it was chosen, once it was mended', async () => {
  const made = await aFleet('2.15.2');
  const readAgain = () => made.app.call('definitions.readAgain');
  await expect(readAgain()).rejects.toMatchObject({ code: 'unknown-item' });
  const path = await exported(made);
  const good = await readFile(path, 'utf8');
  await writeFile(path, good.replace('version: 1', 'version: one'));
  await expect(open(made, path)).rejects.toMatchObject({ code: 'file-invalid' });
  // Nobody is asked for a file, and whoever looks for another and leaves it has chosen none.
  made.app.desktop.pickPath = null;
  expect(await made.app.call('definitions.open')).toBeNull();
  await expect(readAgain()).rejects.toMatchObject({ code: 'file-invalid' });
  await writeFile(path, good);
  expect(await readAgain()).toMatchObject({
    fileName: 'robots.purser.yaml',
    counts: { same: 4, differs: 0 },
  });
});
