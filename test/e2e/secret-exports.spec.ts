import { lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { parse } from 'yaml';
import type { RobotRow } from '../../shared/contract/robots.ts';
import { value } from './bridge.ts';
import { answerFiles, fillInRobot, login, makeKept } from './exported-robot.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const openRobot = async (page: Page, name: string): Promise<void> => {
  await goTo(page, 'Robots');
  await page.getByRole('row', { name: new RegExp(name) }).click();
  const drawer = page.getByRole('complementary', { name: new RegExp(name) });
  await drawer.getByRole('tab', { name: 'Secret' }).click();
  await drawer.getByRole('button', { name: 'Export…' }).click();
};

test('a robot is made, kept, and after a restart exported to files that sign in', async ({
  launch,
  harbor,
  home,
}) => {
  test.setTimeout(120_000);
  const simulator = await harbor();
  const first = await launch();
  await addInstance(first.page, simulator, 'prod');
  const sheet = await makeKept(first.page, 'shipper');
  await expect(sheet.getByText('In the vault', { exact: true })).toBeVisible();
  await first.app.close();

  const { app, page } = await launch();
  const config = join(home, 'config.json');
  const manifest = join(home, 'secret.yaml');
  const stored = join(home, 'stored.json');
  writeFileSync(config, '{"auths":{"ghcr.io":{"auth":"eDp5"}}}');
  writeFileSync(stored, '{"credsStore":"desktop"}');
  await answerFiles(app, [stored, config, manifest, manifest]);
  await openRobot(page, 'shipper');
  const dialog = page.getByRole('dialog', { name: 'Export the secret of robot$shipper' });
  await expect(dialog.getByRole('combobox', { name: 'Search formats' })).toBeFocused();
  await page.keyboard.type('docker config');
  const preview = dialog.getByLabel('Preview, with the secret hidden');
  await expect(preview).toContainText('"auth": "••••');
  await expect(dialog).toContainText('File name:config.json');
  await expect(dialog).toContainText('Mode:0600, only you may read it');

  // docker would not read it in this file, and the login command comes first.
  await page.keyboard.press('Enter');
  const place = dialog.getByRole('region', { name: 'Where it goes' });
  await expect(place).toContainText('logins are kept by the credential store “desktop”');
  await expect(place.getByRole('button', { name: 'Take the login command' })).toBeFocused();
  await expect(
    place.getByRole('button', { name: 'Put it into this file all the same' }),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(preview).toContainText('docker login');
  await expect(place).toBeHidden();
  expect(readFileSync(stored, 'utf8')).toBe('{"credsStore":"desktop"}');
  const search = dialog.getByRole('combobox', { name: 'Search formats' });
  await search.fill('docker config.json');
  await expect(preview).toContainText('"auth": "••••');

  // What is there is shown before it is changed.
  await search.press('Enter');
  await expect(place).toContainText(`${new URL(simulator.url).host}: new`);
  await place.getByRole('button', { name: 'Put it into this file' }).click();
  await expect(dialog.getByRole('region', { name: 'What was written' })).toContainText(config);
  expect(await login(simulator, readFileSync(config, 'utf8'))).toBe(200);
  expect(readFileSync(config, 'utf8')).toContain('ghcr.io');

  await dialog.getByRole('combobox', { name: 'Search formats' }).fill('kubernetes secret');
  await dialog.getByRole('option', { name: 'Kubernetes Secret', exact: true }).click();
  await expect(preview).toContainText('kind: Secret');
  await dialog.getByLabel('Namespace').fill('apps');
  await expect(preview).toContainText('namespace: apps');
  await dialog.getByRole('button', { name: 'Export to a file…' }).click();
  await expect(dialog.getByRole('region', { name: 'What was written' })).toContainText(manifest);
  const secret = parse(readFileSync(manifest, 'utf8')) as {
    stringData: Record<string, string>;
  };
  expect(await login(simulator, secret.stringData['.dockerconfigjson'] ?? '')).toBe(200);
  expect(lstatSync(manifest).mode & 0o777).toBe(0o600);

  // Never over what is there.
  await dialog.getByRole('button', { name: 'Export to a file…' }).click();
  await expect(place).toContainText('does not write over it');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  // A robot whose secret is not here: typed in, and checked by Harbor first.
  await page.getByRole('grid', { name: 'Robots' }).focus();
  await page.getByRole('row', { name: /deploy/ }).click();
  await expect(page.getByRole('complementary', { name: /deploy/ })).toBeVisible();
  const found = await value<{ robots: RobotRow[] }>(page, 'robots.find', { text: 'deploy' });
  const { key } = found.robots[0] ?? { key: 0 };
  await value(page, 'secretPlaces.note', { key, place: 'Jenkins of Team Ship' });
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /^Search robots/ })).toBeFocused();
  await page.keyboard.type('export the secret');
  await page.keyboard.press('Enter');
  const other = page.getByRole('dialog', { name: 'Export a secret' });
  await expect(other).toContainText('its secret is not kept here');
  await expect(other).toContainText('It was made by admin.');
  await expect(other.getByRole('list', { name: 'Places of the old secret' })).toHaveText(
    'Jenkins of Team Ship',
  );
  await other.getByLabel('Its secret, if you have it').fill('Wrong-1-secret');
  await page.keyboard.press('Enter');
  await expect(other.getByRole('alert')).toContainText('Harbor refused it');
  const deploy = [...simulator.state.robots.all()].find(({ name }) => name === 'deploy');
  await other.getByLabel('Its secret, if you have it').fill(deploy?.secret ?? '');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('dialog', { name: 'Export the secret of robot$deploy' }),
  ).toBeVisible();

  // The palette knows each format by the name of its program.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /^Search robots/ })).toBeFocused();
  await page.keyboard.type('oras');
  await expect(page.getByRole('option', { name: /^Export as ORAS login/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(other.getByRole('option', { name: 'ORAS login' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
});

test('where the secret of a new robot goes is chosen and looked at before, and it is there afterwards', async ({
  launch,
  harbor,
  home,
}) => {
  test.setTimeout(120_000);
  const simulator = await harbor();
  const { app, page } = await launch();
  await addInstance(page, simulator, 'prod');
  const [others, config] = [join(home, 'other.json'), join(home, 'config.json')];
  const theirs = '{"name": "robot$other", "secret": "Others1secret"}';
  writeFileSync(others, theirs);
  writeFileSync(config, '{"auths":{"ghcr.io":{"auth":"eDp5"}}}');
  await answerFiles(app, [others, config]);

  await fillInRobot(page, '');
  await page.getByRole('button', { name: 'Export once made…' }).click();
  // What is written depends on the rest.
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('shipper');
  await page.getByRole('button', { name: 'Export once made…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export once made' });
  await expect(dialog.getByRole('combobox', { name: 'Search formats' })).toBeFocused();
  await page.keyboard.type('harborapi');
  const preview = dialog.getByLabel('Preview, with the secret hidden');
  await expect(preview).toContainText('"secret": "••••');
  await expect(preview).toContainText('robot$shipper');
  await page.keyboard.press('Enter');
  const place = dialog.getByRole('region', { name: 'Where it goes' });
  await expect(place).toContainText('the secret of robot$other');
  await expect(place.getByRole('button', { name: 'Use this file' })).toBeHidden();

  await dialog.getByRole('combobox', { name: 'Search formats' }).fill('docker config');
  await expect(preview).toContainText('"auth": "••••');
  await dialog.getByLabel('Encryption').selectOption('age, to recipients');
  const recipients = dialog.getByLabel('Recipients');
  await recipients.fill('age1nobody');
  await dialog.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(recipients).toBeFocused();
  await expect(recipients).toHaveAttribute('aria-invalid', 'true');
  await expect(recipients).toHaveAccessibleDescription(/not a recipient of age: age1nobody/);
  await dialog.getByLabel('Encryption').selectOption('Not encrypted');
  await dialog.getByRole('button', { name: 'Choose a file…' }).click();
  await expect(place).toContainText(`${new URL(simulator.url).host}: new`);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('group', { name: 'Export once made' })).toContainText(config);
  await expect(page.getByRole('button', { name: 'Choose another…' })).toBeFocused();
  await page.getByRole('button', { name: 'Plan 1 robot' }).click();
  const planned = page.getByRole('region', { name: 'Export once made' });
  await expect(planned).toContainText(`${new URL(simulator.url).host}: new`);
  expect(simulator.traffic.seen.some(({ method }) => method === 'POST')).toBe(false);
  expect(readFileSync(config, 'utf8')).not.toContain(new URL(simulator.url).host);

  await page.getByRole('button', { name: /^(Create|Make) 1 robot$/ }).click();
  const sheet = page.getByRole('dialog', { name: /^Secret of robot\$shipper/ });
  await expect(sheet).toContainText('Exported to 1 place');
  await expect(sheet).toContainText('Up to date');
  await expect(sheet).toContainText(config);
  expect(await login(simulator, readFileSync(config, 'utf8'))).toBe(200);
  expect(readFileSync(config, 'utf8')).toContain('ghcr.io');
  expect(readFileSync(others, 'utf8')).toBe(theirs);
  // The button that began the plan is gone: the page has the focus then.
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page.locator('main')).toBeFocused();
});
