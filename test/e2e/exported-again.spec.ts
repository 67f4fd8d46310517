import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerFiles, login, makeKept } from './exported-robot.ts';
import { addInstance, expect, goTo, test } from './window.ts';

test('after a rotation the secret is exported again to where the old one is', async ({
  launch,
  harbor,
  home,
}) => {
  test.setTimeout(120_000);
  const simulator = await harbor();
  const { app, page } = await launch();
  await addInstance(page, simulator, 'prod');
  const sheet = await makeKept(page, 'shipper');
  const list = join(home, 'list.json');
  await answerFiles(app, [list]);
  await sheet.getByRole('button', { name: 'Export…' }).click();
  const first = page.getByRole('dialog', { name: 'Export the secret of robot$shipper' });
  await first.getByRole('combobox', { name: 'Search formats' }).fill('json list');
  await expect(first.getByLabel('Preview, with the secret hidden')).toContainText('"robot":');
  await first.getByRole('button', { name: 'Export to a file…' }).click();
  await expect(first.getByRole('region', { name: 'What was written' })).toContainText(list);
  await first.getByRole('button', { name: 'Close' }).last().click();
  await expect(sheet).toContainText('Up to date');
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  const before = readFileSync(list, 'utf8');

  await goTo(page, 'Robots');
  await page.getByRole('row', { name: /shipper/ }).click();
  const drawer = page.getByRole('complementary', { name: /shipper/ });
  await drawer.getByRole('button', { name: 'Refresh secret' }).click();
  const refresh = page.getByRole('dialog', { name: /^Refresh the secret of/ });
  await expect(refresh).toContainText(list);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Refresh 1 robot$/ }).click();
  await expect(sheet).toContainText('Exported to 1 place');
  await expect(sheet).toContainText('Has an older one');
  await sheet.getByRole('button', { name: /^Export there again/ }).click();
  const again = page.getByRole('dialog', { name: 'Export the secret of robot$shipper again' });
  await expect(again.getByLabel('Preview, with the secret hidden')).toContainText('"robot":');
  await again.getByRole('button', { name: 'Export there again' }).click();
  const place = again.getByRole('region', { name: 'Where it goes' });
  await expect(place).toContainText('exported before');
  expect(readFileSync(list, 'utf8')).toBe(before);
  await place.getByRole('button', { name: 'Replace the file' }).click();
  await expect(again.getByRole('region', { name: 'What was written' })).toContainText(list);
  expect(readFileSync(list, 'utf8')).not.toBe(before);
  await again.getByRole('button', { name: 'Close' }).last().click();
  await expect(sheet).toContainText('Up to date');
});

test('the drawer says which places have the old secret, and all of them get the new one at once', async ({
  launch,
  harbor,
  home,
}) => {
  test.setTimeout(120_000);
  const simulator = await harbor();
  const { app, page } = await launch();
  await addInstance(page, simulator, 'prod');
  const sheet = await makeKept(page, 'shipper');
  const [list, config, sealed] = ['list.json', 'config.json', 'netrc.age'].map((name) =>
    join(home, name),
  ) as [string, string, string];
  await answerFiles(app, [list, config, sealed]);
  await sheet.getByRole('button', { name: 'Export…' }).click();
  const first = page.getByRole('dialog', { name: 'Export the secret of robot$shipper' });
  for (const [words, holds, path] of [
    ['json list', '"robot":', list],
    ['docker config', '"auth":', config],
    ['netrc', 'machine', sealed],
  ] as const) {
    await first.getByRole('combobox', { name: 'Search formats' }).fill(words);
    await expect(first.getByLabel('Preview, with the secret hidden')).toContainText(holds);
    if (path === sealed) {
      await first.getByLabel('Encryption').selectOption('age, by a passphrase');
      await first.getByLabel('Passphrase').fill('five words of one sentence');
    }
    await first.getByRole('button', { name: 'Export to a file…' }).click();
    await expect(first.getByRole('region', { name: 'What was written' })).toContainText(path);
  }
  await first.getByRole('button', { name: 'Close' }).last().click();
  await sheet.getByRole('button', { name: 'Close' }).last().click();

  await goTo(page, 'Robots');
  await page.getByRole('row', { name: /shipper/ }).click();
  const drawer = page.getByRole('complementary', { name: /shipper/ });
  await drawer.getByRole('tab', { name: 'Secret' }).click();
  const places = drawer.getByRole('region', { name: 'Where its secret is used' });
  await expect(places.getByText('Up to date')).toHaveCount(3);
  await places.getByRole('textbox', { name: 'Another place' }).fill('GitLab, group platform');
  await page.keyboard.press('Enter');
  await drawer.getByRole('button', { name: 'Refresh secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
  await page.getByRole('button', { name: /^Refresh 1 robot$/ }).click();
  await sheet.getByRole('button', { name: 'Keep in the vault' }).click();
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  await goTo(page, 'Robots');
  await page.getByRole('row', { name: /shipper/ }).click();
  await drawer.getByRole('tab', { name: 'Secret' }).click();
  await expect(drawer).toContainText(
    '3 of 3 files have the old secret. Bring the new one to 1 noted place too.',
  );
  const isThere = places.getByRole('checkbox', {
    name: 'It is there now (GitLab, group platform)',
  });
  await expect(isThere).not.toBeChecked();
  await isThere.click();
  await expect(isThere).toBeChecked();
  await expect(places).not.toContainText('Bring it there');
  await expect(drawer).not.toContainText('noted place');
  // What was said by mistake is taken back in the same way.
  await isThere.click();
  await expect(places).toContainText('Bring it there');
  await isThere.click();
  await expect(isThere).toBeChecked();

  const before = readFileSync(sealed, 'utf8');
  await drawer.getByRole('button', { name: 'Export to all again…' }).click();
  const dialog = page.getByRole('dialog', {
    name: 'Export the secret of robot$shipper again',
  });
  await expect(dialog.getByRole('listitem', { name: list })).toContainText('Replaces');
  await expect(dialog.getByRole('listitem', { name: config })).toContainText('replaced');
  await expect(dialog.getByRole('button', { name: 'Export to 2 files' })).toBeEnabled();
  expect(readFileSync(list, 'utf8')).not.toContain('••••');
  await dialog.getByLabel(`Passphrase of ${sealed}`).fill('five words of one sentence');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Export to 3 files' }).click();
  await expect(dialog.getByText('Written', { exact: true })).toHaveCount(3);
  await expect(dialog.getByRole('button', { name: 'Close' }).last()).toBeFocused();
  expect(await login(simulator, readFileSync(config, 'utf8'))).toBe(200);
  expect(readFileSync(sealed, 'utf8')).not.toBe(before);
  await page.keyboard.press('Enter');
  await expect(places.getByText('Up to date')).toHaveCount(3);
  await expect(drawer.getByText('the old secret.')).toHaveCount(0);
  await expect(places.getByRole('listitem')).toContainText(['', '', '', '']);
});
