import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { addInstance, expect, goTo, test } from './window.ts';

/** What the user answers to every dialog that asks where to save, and which file. */
const answer = (app: ElectronApplication, filePath: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = (() =>
      Promise.resolve({ canceled: false, filePath: path })) as typeof dialog.showSaveDialog;
    dialog.showOpenDialog = (() =>
      Promise.resolve({ canceled: false, filePaths: [path] })) as typeof dialog.showOpenDialog;
  }, filePath);

test('robots as a file, edited, compared, planned and applied', async ({
  launch,
  home,
  harbor,
}) => {
  const { app, page } = await launch();
  await addInstance(page, await harbor(), 'prod');
  await goTo(page, 'Robots');
  const file = join(home, 'robots.purser.yaml');
  await answer(app, file);
  await page.getByRole('button', { name: 'Export robots' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export robots' });
  await dialog.getByLabel('As').selectOption('Definitions to edit and apply (YAML)');
  await dialog.getByRole('button', { name: 'Save…' }).click();
  await expect(dialog.getByRole('status')).toHaveText(`Saved 6 robots as ${file}.`);
  await page.keyboard.press('Escape');

  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/(name: deploy\n(?: .*\n)*? {2}description: ).*/, '$1edited'));
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('definition file');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('1 of 6 robots of the file');
  await expect(page.getByRole('row', { name: /robot\$deploy/ })).toContainText('edited');
  await page.getByRole('button', { name: 'Plan 1 change' }).click();
  await page.getByRole('button', { name: /^Apply/ }).click();
  await expect(page.getByRole('button', { name: '1 done' })).toBeVisible();

  await page.evaluate(`location.hash = '#/definitions'`);
  await expect(page.getByRole('status')).toContainText(
    'Everything is as the file has it: 6 robots.',
  );
});

test('a definition file that cannot be read is mended, and read again without asking for it', async ({
  launch,
  home,
  harbor,
}) => {
  const { app, page } = await launch();
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  const file = join(home, 'mended.yaml');
  const write = (robot: string): void =>
    writeFileSync(
      file,
      `format: purser-robots\nversion: 1\ninstances: {prod: "${simulator.url}"}\nrobots:\n  - ${robot}\n`,
    );
  write('{instance: prod, name: 3}');
  await answer(app, file);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('definition file');
  await page.keyboard.press('Enter');
  const wrong = page.getByRole('alert');
  await expect(wrong).toContainText('robots.0.name: This should be a text.');
  // Whoever would be asked for a file now would choose one that is not there.
  await answer(app, join(home, 'none.yaml'));
  write('{instance: prod, name: made}');
  await wrong.getByRole('button', { name: 'Read it again' }).click();
  await expect(wrong).not.toContainText('robots.0.name');
  await expect(wrong.getByRole('button', { name: 'Read it again' })).toBeFocused();
  write(
    '{instance: prod, name: made, expires: never, permissions: [{project: "*", allow: [repository:pull]}]}',
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /made/ })).toContainText('To be made');
  await expect(wrong).toBeHidden();
});

test('a robot beside those of a definition file whose two instances are one Harbor', async ({
  launch,
  home,
  harbor,
}) => {
  const { app, page } = await launch();
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  const { url } = simulator;
  const file = join(home, 'two.yaml');
  const robot = (instance: string, pair: string): string =>
    `  - {instance: ${instance}, name: deploy, expires: never, permissions: [{project: "*", allow: [${pair}]}]}\n`;
  writeFileSync(
    file,
    `format: purser-robots\nversion: 1\ninstances: {east: "${url}", west: "${url}"}\nrobots:\n${robot('east', 'repository:pull')}${robot('west', 'repository:push')}`,
  );
  await answer(app, file);
  await page.evaluate(`location.hash = '#/permissions/compare'`);
  await page.getByRole('combobox', { name: 'Add a robot' }).fill('deploy');
  await page.getByRole('option', { name: /^robot\$deploy/ }).click();
  await page.getByRole('button', { name: 'Open a definition file…' }).click();
  const ofFile = page.getByRole('combobox', { name: 'Or a robot of two.yaml' });
  await ofFile.click();
  await expect(page.getByRole('option', { name: /^deploy / })).toHaveCount(2);
  await ofFile.press('Enter');
  await expect(page.getByText('They hold the same.')).toBeVisible();
  await ofFile.fill('west');
  await page.getByRole('option', { name: 'deploy west · system · line 6' }).click();
  await expect(page.getByRole('button', { name: /^Leave out/ })).toHaveCount(3);
  await expect(page.getByRole('status').filter({ hasText: 'differ' })).toHaveText('2 of 2 differ');
  const push = page.getByRole('row', { name: /repository:push/ });
  await expect(push.getByRole('cell', { name: 'held there' })).toHaveCount(1);

  await page.evaluate(`location.hash = '#/definitions'`);
  await expect(page.getByText(/^Line 6: deploy on west is the same robot/)).toBeVisible();
});

test('a workspace file from the settings to the first page of another computer', async ({
  launch,
  home,
  harbor,
}) => {
  const { app, page } = await launch();
  await addInstance(page, await harbor(), 'prod');
  await goTo(page, 'Settings');
  const file = join(home, 'purser-workspace.yaml');
  await answer(app, file);
  await page.getByRole('button', { name: 'Save the workspace…' }).click();
  await expect(page.getByText(`Saved as ${file}.`)).toBeVisible();

  const other = await launch({ home: join(home, 'other') });
  await answer(other.app, file);
  await other.page.getByRole('button', { name: 'Open a workspace file' }).click();
  const dialog = other.page.getByRole('dialog', { name: 'purser-workspace.yaml' });
  await expect(dialog.getByLabel('prod')).toBeChecked();
  await dialog.getByRole('button', { name: 'Add 1 instance' }).click();
  await expect(dialog.getByRole('status')).toContainText('Added 1 instance.');
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await expect(other.page.getByRole('heading', { name: 'Instances', level: 1 })).toBeVisible();
  await expect(other.page.getByText(/There is no password of admin/)).toBeVisible();
});

test('a pasted config file is checked and adopted, and a log line explained from the palette', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  const host = new URL(simulator.url).host;
  await page.evaluate(`location.hash = '#/secrets/check'`);
  const auth = Buffer.from('robot$team-b+old:Some-0123456789').toString('base64');
  await page
    .getByLabel('Text with credentials')
    .fill(JSON.stringify({ auths: { [host]: { auth }, 'other.example.com': { auth } } }));
  await page.getByRole('button', { name: 'Check this text' }).click();
  await expect(page.getByRole('region', { name: 'Result' }).getByRole('status')).toContainText(
    '2 credentials: 1 belongs to a robot that expired in',
  );
  await expect(page.getByLabel('Text with credentials')).toHaveValue('');

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(`401 unauthorized robot$team-a+ci ${host}/team-b/app`);
  await page.getByRole('option', { name: 'Why does this login fail?' }).click();
  const found = page.getByRole('list', { name: 'Robots it may be about' });
  await expect(found).toContainText('It has no permission to pull from team-b');
  await found.getByRole('button', { name: 'Change permissions…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
});
