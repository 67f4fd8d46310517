import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { lockKeyring, unlockKeyring } from '../keyring.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const MANY = 14;

function plantMany(simulator: Simulator): void {
  const access = [{ resource: 'repository', action: 'pull' }];
  simulator.seed({
    robots: Array.from({ length: MANY }, (_, index) => ({
      name: `bulk-${String(index).padStart(2, '0')}`,
      duration: 90,
      permissions: [{ kind: 'project' as const, namespace: '*', access }],
    })),
  });
}

/** What Harbor takes from each robot. */
const secretsAt = ({ state }: Simulator): Map<string, string> =>
  new Map(
    [...state.robots.all()]
      .filter(({ name }) => name.startsWith('bulk-'))
      .map(({ name, secret }) => [`robot$${name}`, secret]),
  );

const answerFiles = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (() =>
      Promise.resolve({ canceled: false, filePath })) as typeof dialog.showSaveDialog;
  }, path);

// The user's own keychain, which a test does not lock, is all there is elsewhere.
if (process.platform === 'linux') {
  test('many secrets: the keychain is locked half-way, nothing is lost, and one file has them all', async ({
    launch,
    harbor,
    home,
  }) => {
    test.setTimeout(120_000);
    const simulator = await harbor();
    plantMany(simulator);
    const before = secretsAt(simulator);
    const { app, page } = await launch();
    await addInstance(page, simulator, 'prod');
    await goTo(page, 'Robots');
    await page.getByRole('combobox', { name: 'Filter robots' }).fill('name:~bulk');
    await page.getByRole('combobox', { name: 'Filter robots' }).press('Enter');
    await expect(page.getByRole('row', { name: /deploy/ })).toHaveCount(0);
    await page.getByRole('grid').press('Control+a');
    const selection = page.getByRole('region', { name: 'Selection' });
    await selection.getByRole('button', { name: 'Refresh secret' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
    await expect(page.getByRole('button', { name: `${MANY} can be sent` })).toBeVisible();

    let sent = 0;
    const stop = simulator.faults.onRequest(async ({ method }) => {
      if (method === 'PATCH' && (sent += 1) === 6) await lockKeyring();
    });
    try {
      await page.getByRole('button', { name: `Refresh ${MANY} robots` }).click();
      const question = page.getByRole('dialog', { name: `Refresh ${MANY} robots?` });
      await question.getByRole('textbox').fill(String(MANY));
      await question.getByRole('button', { name: `Refresh ${MANY} robots` }).click();
      await expect(page.getByText(/keychain .*locked/).first()).toBeVisible();
      await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    } finally {
      stop();
      await unlockKeyring();
    }
    const middle = secretsAt(simulator);
    const changed = [...middle].filter(([name, secret]) => before.get(name) !== secret);
    expect(changed.length).toBeGreaterThan(4);
    expect(changed.length).toBeLessThan(MANY);

    await page.getByRole('button', { name: 'Resume' }).click();
    const sheet = page.getByRole('dialog', { name: `${MANY} secrets` });
    await expect(sheet).toContainText(
      `${MANY} secrets, none of them typed in, copied, revealed or saved.`,
    );

    // Closed by accident it asks, because nobody else has them.
    await page.keyboard.press('Escape');
    await expect(sheet.getByRole('alert')).toContainText(
      `${MANY} secrets are nowhere but in Purser`,
    );
    // Whatever it asks, there is one thing to scroll, and what is at its end can be reached.
    await page.setViewportSize({ width: 900, height: 600 });
    const scrolls = (): Promise<number> =>
      sheet.evaluate(
        (dialog) =>
          [...dialog.querySelectorAll('*')].filter((one) => {
            const style = dialog.ownerDocument.defaultView?.getComputedStyle(one);
            return style?.overflowY === 'auto' && one.scrollHeight > one.clientHeight;
          }).length,
      );
    await sheet.getByRole('button', { name: 'Do not keep…' }).click();
    await expect(sheet.getByRole('group', { name: /^Forget/ })).toBeFocused();
    await expect.poll(scrolls).toBe(1);
    await sheet.getByRole('region', { name: 'Secrets' }).press('End');
    const last = sheet.getByRole('button', { name: 'Open the secret of robot$bulk-13' });
    await expect(last).toBeInViewport();
    await sheet.getByRole('region', { name: 'Secrets' }).press('Home');
    await sheet
      .getByRole('group', { name: /^Forget/ })
      .getByRole('button', { name: 'Back' })
      .click();
    await sheet.getByRole('button', { name: 'Back' }).click();
    await page.setViewportSize({ width: 1280, height: 800 });

    const file = join(home, 'secrets.json');
    await answerFiles(app, file);
    await sheet.getByRole('button', { name: `Export ${MANY} secrets…` }).click();
    const dialog = page.getByRole('dialog', { name: `Export ${MANY} secrets` });
    await dialog.getByRole('combobox', { name: 'Search formats' }).fill('json list');
    await dialog.getByRole('button', { name: 'Export to a file…' }).click();
    await expect(dialog.getByRole('region', { name: 'What was written' })).toContainText(file);
    await page.keyboard.press('Escape');
    await expect(sheet.getByText('all of them typed in, copied, revealed or saved')).toBeVisible();
    const saved = JSON.parse(await readFile(file, 'utf8')) as { robot: string; secret: string }[];
    expect(new Map(saved.map(({ robot, secret }) => [robot, secret]))).toEqual(
      secretsAt(simulator),
    );

    // Rows in sight are drawn, and no others.
    await sheet.getByRole('region', { name: 'Secrets' }).press('End');
    await sheet.getByRole('button', { name: 'Open the secret of robot$bulk-03' }).click();
    await expect(page.getByRole('dialog', { name: 'Secret of robot$bulk-03' })).toBeVisible();
    await page.getByRole('button', { name: `All ${MANY} secrets` }).click();
    await sheet.getByRole('button', { name: `Keep ${MANY} secrets in the vault` }).click();
    await expect(sheet.getByText('In the vault', { exact: true }).first()).toBeVisible();
    await expect(sheet.getByText('New', { exact: true })).toHaveCount(0);
    await expect(sheet.getByRole('button', { name: /secrets in the vault$/ })).toBeHidden();
    await sheet.getByRole('button', { name: 'Close' }).last().click();
    await expect(sheet).toBeHidden();
  });
}

test('many secrets are prepared from a selection, and activated by one plan', async ({
  launch,
  harbor,
}) => {
  const simulator = await harbor();
  plantMany(simulator);
  const { page } = await launch();
  await addInstance(page, simulator, 'prod');
  const before = secretsAt(simulator);
  const prepare = async (verb: string): Promise<void> => {
    await goTo(page, 'Robots');
    const filter = page.getByRole('combobox', { name: 'Filter robots' });
    await filter.fill('name:~bulk-0');
    await filter.press('Enter');
    await expect(page.getByRole('row', { name: /bulk/ })).toHaveCount(10);
    await expect(page.getByRole('row', { name: /deploy/ })).toHaveCount(0);
    await page.getByRole('grid').press('Control+a');
    const selection = page.getByRole('region', { name: 'Selection' });
    await selection.getByRole('button', { name: 'More changes' }).click();
    await page.getByRole('menuitem', { name: 'Prepare a new secret' }).click();
    const dialog = page.getByRole('dialog', { name: 'Prepare new secrets for 10 robots' });
    await dialog.getByRole('radio', { name: /^One for all, generated/ }).check();
    await dialog.getByRole('button', { name: verb }).click();
  };
  await prepare('Prepare 10 secrets');
  const made = page.getByRole('dialog', { name: '10 secrets' });
  await expect(made.getByRole('button', { name: 'Activate 10 secrets…' })).toBeVisible();
  await made.getByRole('button', { name: 'Close' }).last().click();
  expect(secretsAt(simulator)).toEqual(before);

  await prepare('Prepare 10 secrets');
  const none = page.getByRole('dialog', { name: 'Prepare new secrets for 10 robots' });
  await expect(none).toContainText('10 robots got none');
  await expect(none).toContainText('A secret is prepared for it already. Discard that first.');
  await none.getByRole('button', { name: 'Close' }).last().click();

  await goTo(page, 'Overview');
  await page.getByRole('button', { name: /^Resolve/ }).click();
  const waiting = page.getByRole('region', { name: 'Prepared', exact: true });
  await waiting.getByRole('button', { name: 'Discard…' }).click();
  await expect(waiting.getByRole('group', { name: 'Discard 10 secrets?' })).toBeVisible();
  await waiting.getByRole('button', { name: 'Back' }).click();
  await waiting.getByRole('button', { name: 'Activate 10 secrets…' }).click();
  await page.getByRole('button', { name: 'Refresh 10 robots' }).click();
  const question = page.getByRole('dialog', { name: 'Refresh 10 robots?' });
  await question.getByRole('textbox').fill('10');
  await question.getByRole('button', { name: 'Refresh 10 robots' }).click();
  await expect(page.getByRole('dialog', { name: '10 secrets' })).toBeVisible();
  const after = secretsAt(simulator);
  const theirs = [...after].filter(([name]) => name.startsWith('robot$bulk-0'));
  expect(new Set(theirs.map(([, secret]) => secret)).size).toBe(1);
  expect(theirs.every(([name, secret]) => before.get(name) !== secret)).toBe(true);
});
