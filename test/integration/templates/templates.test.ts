import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTemplates } from '../../../electron/templates/templates.ts';
import { openInventory } from '../open-inventory.ts';
import { BUILT_IN_TEMPLATES } from '../../../shared/permissions/templates.ts';

const folderOf = (): string => mkdtempSync(join(tmpdir(), 'purser-templates-'));

async function aComputer(folder = folderOf()) {
  const inventory = await openInventory({ folder });
  onTestFinished(() => inventory.close());
  return createTemplates(inventory);
}

const OWN = {
  id: 'mine',
  name: 'Deploy',
  about: 'For the cluster.',
  level: 'project' as const,
  permissions: [
    {
      kind: 'project',
      namespace: '',
      access: [{ resource: 'repository', action: 'pull', effect: 'allow' }],
    },
  ],
  days: 90,
  description: 'cluster',
};

test('own templates stand after those that come with Purser, and are replaced by id', async () => {
  const templates = await aComputer();
  expect(await templates.list()).toEqual(BUILT_IN_TEMPLATES);
  expect((await templates.save(OWN)).at(-1)).toEqual({ ...OWN, builtIn: false });
  const renamed = await templates.save({ ...OWN, name: 'Deploy 2' });
  expect(renamed).toHaveLength(BUILT_IN_TEMPLATES.length + 1);
  expect(renamed.at(-1)?.name).toBe('Deploy 2');
  expect(await templates.remove('mine')).toEqual(BUILT_IN_TEMPLATES);
});

test('those that come with Purser stay as they are', async () => {
  const templates = await aComputer();
  const id = BUILT_IN_TEMPLATES[0]?.id ?? '';
  await expect(templates.save({ ...OWN, id })).rejects.toMatchObject({ code: 'invalid-input' });
  await expect(templates.remove(id)).rejects.toMatchObject({ code: 'invalid-input' });
});

test('a file takes templates to another computer, once', async () => {
  const here = await aComputer();
  await here.save(OWN);
  const file = join(folderOf(), 'templates.json');
  await here.exportTo(file, ['mine', 'built-in:pull']);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const there = await aComputer();
  const { added, templates } = await there.importFrom(file);
  expect(added).toBe(1);
  expect(templates.at(-1)).toEqual({ ...OWN, id: templates.at(-1)?.id, builtIn: false });
  expect(templates.at(-1)?.id).not.toBe('mine');
  expect((await there.importFrom(file)).added).toBe(0);
  await expect(here.exportTo(file, ['gone'])).rejects.toMatchObject({ code: 'unknown-item' });
});

test.each([
  ['no JSON', 'Line 1, column 1: This is not a file of templates'],
  ['{"format":"other","version":1}', 'Line 1, column 11: format: This is no file of templates'],
  ['{"format":"purser-templates","version":2,"templates":"later"}', 'only version 1'],
  [
    '{"format":"purser-templates","version":1,\n"templates":[{"id":1}]}',
    'Line 2, column 20: templates.0.id: This should be a text',
  ],
  ['{"format":"purser-templates"\n"version":1}', 'Line 2, column 1: A comma or } is missing'],
  ['"format":"purser-templates"}', 'Line 1, column 9: The JSON ends before this'],
  ['[]', 'not a file of templates'],
])('a file with %s is refused in words', async (text, words) => {
  const templates = await aComputer();
  const file = join(folderOf(), 'file.json');
  writeFileSync(file, text);
  const refused = await templates.importFrom(file).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'file-invalid' });
  expect(String(refused)).toContain(words);
  expect(await templates.list()).toEqual(BUILT_IN_TEMPLATES);
});

test('a file that is not there, or huge', async () => {
  const templates = await aComputer();
  const folder = folderOf();
  await expect(templates.importFrom(join(folder, 'none'))).rejects.toMatchObject({
    code: 'file-failed',
  });
  const huge = join(folder, 'huge.json');
  writeFileSync(huge, Buffer.alloc(5_000_001, 32));
  await expect(templates.importFrom(huge)).rejects.toMatchObject({ code: 'file-invalid' });
  expect(readFileSync(huge)).toHaveLength(5_000_001);
});
