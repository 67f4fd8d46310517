import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { aComputer } from '../instances/stage.ts';
import { open } from './stage.ts';

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
      '{"format": "purser-workspace",\n "version": 1\n "tags": []}',
      /^w\.yaml: Line 3, column 2: A comma or } is missing before this\./,
    ],
    [
      'format: purser-workspace\nversion: 1\ntags: [{instance_id: x, robot_id: 1, folded: a, tag: a, evil: 1}]\n',
      /^Line 3, column \d+: tags\.0: “evil”/m,
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
