import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { yamlText } from '../../../shared/exports/yaml-text.ts';
import { harbor } from '../harbor/stage.ts';
import { aComputer } from '../instances/stage.ts';
import { addAll, lived, open, save } from './stage.ts';

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
