import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { answerQuit, askedOf, closeWindow } from './quit-question.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const DAY = 86_400_000;
const row = (page: Page, name: string | RegExp) => page.getByRole('row', { name });
const progress = (page: Page) => page.getByText(/^[\d,]+ of 117 sent$/);

/** 120 system robots, three of which have no permissions any more, so that Harbor refuses them. */
function plantMany(simulator: Simulator): void {
  const access = [{ resource: 'repository', action: 'pull' }];
  simulator.seed({
    robots: Array.from({ length: 120 }, (_, index) => ({
      name: `bulk-${String(index).padStart(3, '0')}`,
      duration: 30,
      createdAt: Date.now() - 20 * DAY,
      permissions: [{ kind: 'project' as const, namespace: '*', access }],
    })),
  });
  for (const robot of simulator.state.robots.all()) {
    if (['bulk-007', 'bulk-070', 'bulk-119'].includes(robot.name)) robot.grants = [];
  }
}

/** Holds every change from the nth on until it is let go. */
function holdFrom(simulator: Simulator, nth: number): () => void {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let changes = 0;
  const end = simulator.faults.onRequest(({ method }) => {
    if (method !== 'PUT') return undefined;
    changes += 1;
    return changes < nth ? undefined : gate;
  });
  return () => {
    end();
    letGo();
  };
}

test('renews 120 robots: three refusals, a stop in the middle, and a resume after a restart', async ({
  launch,
  harbor,
}) => {
  test.setTimeout(240_000);
  const simulator = await harbor();
  plantMany(simulator);
  const { app, page } = await launch();
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  await page.getByRole('combobox', { name: 'Filter robots' }).fill('name:~bulk');
  await page.getByRole('combobox', { name: 'Filter robots' }).press('Enter');
  await expect(row(page, /deploy/)).toHaveCount(0);
  await page.getByRole('grid').press('Control+a');
  await page
    .getByRole('region', { name: 'Selection' })
    .getByRole('button', { name: 'Renew' })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
  await expect(page.getByRole('button', { name: '117 can be sent' })).toBeVisible();
  await expect(page.getByRole('button', { name: '3 would be refused' })).toBeVisible();

  const first = holdFrom(simulator, 40);
  await page.getByRole('button', { name: 'Renew 117 robots' }).click();
  // Some of the 39 that went through may wait to be read back behind those that are held.
  await expect(progress(page)).toHaveText(/^3[5-9] of 117 sent$/);
  await page.getByRole('button', { name: 'Stop after the running steps' }).click();
  first();
  await expect(page.getByText('It was stopped.')).toBeVisible();
  await expect(progress(page)).not.toHaveText('117 of 117 sent');

  const second = holdFrom(simulator, 30);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible();
  await answerQuit(app, 1);
  await closeWindow(app);
  await expect.poll(() => askedOf(app)).toHaveLength(1);
  expect(await askedOf(app)).toEqual([
    expect.stringMatching(/^Steps? \d+( to \d+)? of 117 (is|are) running\.$/),
  ]);
  await expect(page.getByRole('button', { name: 'Stop after the running steps' })).toBeVisible();

  await answerQuit(app, 0);
  const gone = app.waitForEvent('close');
  await closeWindow(app);
  second();
  await gone;

  const again = await launch();
  await goTo(again.page, 'Overview');
  await expect(again.page.getByText(/Purser ended in the middle, \d+ robots to go/)).toBeVisible();
  await again.page.getByRole('button', { name: /^Resume/ }).click();
  await expect(again.page.getByRole('button', { name: '117 done' })).toBeVisible();
  await expect(again.page.getByRole('button', { name: '3 not sent' })).toBeVisible();
  await again.page.getByRole('button', { name: '3 not sent' }).click();
  await expect(row(again.page, /bulk-070/)).toContainText('Not sent');
});

/** What the user answers to dialogs of the desktop: the path of a file. */
const answerFiles = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (() =>
      Promise.resolve({ canceled: false, filePath })) as typeof dialog.showSaveDialog;
    dialog.showOpenDialog = (() =>
      Promise.resolve({ canceled: false, filePaths: [filePath] })) as typeof dialog.showOpenDialog;
  }, path);

async function select(page: Page, ...names: RegExp[]): Promise<void> {
  for (const name of names) await row(page, name).locator('[data-box]').click();
}

const change = (page: Page, name: string | RegExp) =>
  page.getByRole('region', { name: 'Selection' }).getByRole('button', { name });

async function activity(page: Page, tab: 'Plans' | 'Journal'): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Activity/ })
    .click();
  await page.getByRole('tab', { name: tab }).click();
}

test('saves a plan, and opens it again, checked afresh', async ({ launch, harbor, home }) => {
  const simulator = await harbor();
  const { app, page } = await launch();
  const file = join(home, 'plan.json');
  await answerFiles(app, file);
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  await select(page, /deploy/, /backup/);
  await change(page, 'Disable').click();
  await expect(page.getByRole('button', { name: '2 can be sent' })).toBeVisible();
  await page.getByRole('button', { name: 'Save as file' }).click();
  await expect(page.getByText(`Saved as ${file}.`)).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();

  await activity(page, 'Plans');
  await page.getByRole('button', { name: 'Open a saved plan…' }).click();
  await expect(page.getByText(/Opened from a file: prod \(.*\) is prod here\./)).toBeVisible();
  await page.getByRole('button', { name: 'Disable 2 robots' }).click();
  await expect(page.getByRole('button', { name: '2 done' })).toBeVisible();

  await writeFile(file, '{"format": "purser-plan", "version": 9}');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('saved plan');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Update Purser to open a newer one.');
});

test('a plan made offline waits, and is checked when its Harbor answers', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  await select(page, /deploy/);
  const answerAgain = simulator.faults.add({ kind: 'cut-before' });
  // It is known to be away, and can be planned for all the same.
  await page.getByRole('navigation').getByRole('button', { name: 'Sync all' }).click();
  await expect(page.getByText('1 to be sent when their Harbor answers')).toBeVisible();
  await change(page, 'Disable').click();
  await expect(page.getByText('Plan saved; checked afresh when prod answers.')).toBeVisible();
  const step = page.getByRole('complementary', { name: /deploy/ });
  await expect(step.getByRole('button', { name: 'Check again' })).toBeVisible();
  const toKnow = page.getByRole('columnheader', { name: 'To know' });
  await expect(toKnow).toBeVisible();
  answerAgain();
  await page.getByRole('navigation').getByRole('button', { name: 'Sync all' }).click();
  await expect(page.getByText('Plan saved; checked afresh when prod answers.')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Disable 1 robot' })).toBeVisible();
  // Nothing is to be known any more, so what changes has the room.
  await expect(toKnow).toBeHidden();
});

test('renews until a date on two instances, and one for ever; the record of it is saved', async ({
  launch,
  harbor,
  home,
}) => {
  const { app, page } = await launch();
  await addInstance(page, await harbor(), 'prod');
  await addInstance(page, await harbor(), 'eu');
  await goTo(page, 'Robots');
  for (const name of ['prod', 'eu']) {
    await row(page, new RegExp(`deploy.*${name}`))
      .locator('[data-box]')
      .click();
  }
  await change(page, 'Renew').click();
  const dialog = page.getByRole('dialog', { name: 'Renew 2 robots' });
  await dialog.getByText('Until a date').click();
  await dialog.getByLabel('Last day').fill('2001-01-01');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Plan this' })).toBeDisabled();
  await dialog.getByLabel('Last day').fill('2050-03-31');
  await dialog.getByRole('button', { name: 'Plan this' }).click();
  await expect(page.getByRole('heading', { name: 'Renew 2 robots on 2 instances' })).toBeVisible();
  await page.getByRole('button', { name: 'Renew 2 robots' }).click();
  await expect(page.getByRole('button', { name: '2 done' })).toBeVisible();
  await expect(row(page, /deploy/).first()).toContainText('2050');

  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('## Renew 2 robots on 2 instances');
  expect(copied).toMatch(/\| 1 \| (prod|eu) \| robot\$deploy \|/);

  await goTo(page, 'Robots');
  await row(page, /backup.*prod/).click();
  await page.getByRole('complementary').getByRole('button', { name: 'Renew' }).click();
  await page.getByRole('dialog').getByText('Never expires').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
  await page.getByRole('button', { name: 'Renew 1 robot' }).click();
  await expect(page.getByRole('button', { name: '1 done' })).toBeVisible();

  await activity(page, 'Journal');
  await expect(page.getByRole('article')).toHaveCount(3);
  for (const format of ['JSON', 'CSV']) {
    const file = join(home, `journal.${format.toLowerCase()}`);
    await answerFiles(app, file);
    await page.getByRole('button', { name: new RegExp(format) }).click();
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).toContain('robot$backup');
  }
});

test('deleting one robot asks for its name, and says when it was last changed and used', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  const pull = { operation: 'pull', resource: 'team-b/web:1', project: 'team-b' };
  const at = Date.now() - 60 * 3_600_000;
  simulator.seed({ audit: [{ ...pull, username: 'robot$team-b+old', at }] });
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  await expect(page.getByRole('row', { name: /old/ })).toContainText('2 days ago');
  await select(page, /old/);
  await change(page, 'Delete').click();
  await page.getByRole('button', { name: 'Delete 1 robot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 1 robot?' });
  await expect(dialog).toContainText('last changed');
  await expect(dialog).toContainText('Harbor had it just now.');
  await expect(dialog).toContainText('last used: 2 days ago');
  const verb = dialog.getByRole('button', { name: 'Delete 1 robot' });
  await dialog.getByRole('textbox').fill('1');
  await expect(verb).toBeDisabled();
  await dialog.getByRole('textbox').fill('robot$team-b+old');
  await verb.click();
  await expect(page.getByRole('button', { name: '1 done' })).toBeVisible();
});
