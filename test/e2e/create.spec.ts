import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const OWN_SECRET = 'Correct7horse';

const robotAt = ({ state }: Simulator, name: string) =>
  [...state.robots.all()].find((robot) => robot.name === name);
const says = (page: Page) => page.getByRole('region', { name: 'What will happen' });
const pairs = (page: Page, name: RegExp | string) => page.getByRole('checkbox', { name });
const instances = (page: Page) => page.getByRole('group', { name: 'Instances' });

/** Applies the plan that is open, and waits until all of it is done. */
async function apply(page: Page, verb: RegExp, steps: number): Promise<void> {
  await page.getByRole('button', { name: verb }).click();
  await expect(page.getByRole('button', { name: `${String(steps)} done` })).toBeVisible();
}

test('makes a robot with a matrix on two instances, and names what one of them lacks', async ({
  page,
  harbor,
}) => {
  const prod = await harbor();
  const lab = await harbor({ version: '2.11.0', seed: 2 });
  await addInstance(page, prod, 'prod');
  await addInstance(page, lab, 'lab');
  await page.evaluate(`window.purser.calls['settings.set']({ secrets: { keepNew: true } })`);

  await page.getByRole('link', { name: 'New', exact: true }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.getByLabel('Name', { exact: true }).fill('shipper');
  await page.getByRole('radio', { name: /^System robot/ }).check();
  for (const name of [/prod/, /lab/]) await instances(page).getByRole('button', { name }).click();
  await page.getByRole('searchbox', { name: 'Search projects' }).fill('team-*');
  await expect(page.getByText('team-* stands for 2 projects today')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search projects' }).press('Enter');
  await expect(page.getByRole('list', { name: 'Chosen projects' })).toContainText('team-b');

  await pairs(page, 'repository pull').check();
  await pairs(page, 'repository push').check();
  await pairs(page, 'robot list').check();
  const notes = page.getByRole('list', { name: 'To know of what is chosen' });
  await expect(notes).toContainText('Not accepted by lab');
  await expect(notes).toContainText('can replace images that others run');
  await expect(says(page)).toContainText('2 system robots called shipper on prod and lab');
  await expect(says(page)).toContainText(/Refusal\..*robot:list/s);
  await pairs(page, 'robot list').uncheck();
  await expect(says(page).getByText('Refusal.')).toBeHidden();

  await page.getByRole('button', { name: 'All projects' }).click();
  await pairs(page, 'artifact read').check();
  await page.getByRole('button', { name: '365 days' }).click();
  await page.getByLabel('Description').fill('Ships to the customers');
  await page.getByRole('button', { name: 'Plan 2 robots' }).click();
  await expect(page.getByRole('heading', { name: /shipper|2 robots/, level: 2 })).toBeVisible();
  await apply(page, /^(Create|Make) 2 robots$/, 2);

  for (const simulator of [prod, lab]) {
    const made = robotAt(simulator, 'shipper');
    expect(made?.description).toBe('Ships to the customers');
    expect(made?.duration).toBe(365);
  }
});

test('says what a pattern stands for: no project at all, or 5 000 of them', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  // After the sync, which would ask each of them for its robots.
  simulator.seed({
    projects: Array.from({ length: 5_000 }, (_, index) => ({ name: `many-${String(index)}` })),
  });
  await page.getByRole('link', { name: 'New', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('wide');
  await page.getByRole('radio', { name: /^Project robot/ }).check();
  const search = page.getByRole('searchbox', { name: 'Search projects' });
  await search.fill('zzz-*');
  await expect(page.getByText('No project matches zzz-*.')).toBeVisible();
  await search.press('Enter');
  await expect(page.getByRole('list', { name: 'Chosen projects' })).toBeHidden();
  await pairs(page, 'repository pull').check();
  await page.getByRole('button', { name: /^Plan/ }).click();
  await expect(page.getByText('Choose the project it belongs to')).toBeVisible();

  await page.getByRole('radio', { name: /^System robot/ }).check();
  await search.fill('many-*');
  await expect(page.getByText(/^many-\* stands for 5\s000 projects today/)).toBeVisible();
  await search.press('Enter');
  await expect(page.getByText('and 4\u00a0992 more')).toBeVisible();
  await expect(says(page)).toContainText(/pull on 5\s000 projects/);
  await page.getByRole('button', { name: 'Plan 1 robot' }).click();
  await page.getByRole('button', { name: 'Create 1 robot' }).click();
  await expect(page.getByRole('dialog', { name: /^Secret of robot\$wide/ })).toBeVisible();
  expect(robotAt(simulator, 'wide')?.grants).toHaveLength(5_000);
});

test('is filled in with the keyboard alone', async ({ page, harbor }) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  await page.getByRole('grid', { name: 'Robots' }).focus();
  await page.keyboard.press('n');
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('typed');
  await expect(page.getByText(/It signs in as robot\$…\+typed/)).toBeVisible();

  await page.getByRole('searchbox', { name: 'Search projects' }).focus();
  await page.keyboard.type('team-a');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/It signs in as robot\$team-a\+typed/)).toBeVisible();

  // One stop with Tab for the whole matrix; the arrows go on from there.
  await page.getByRole('button', { name: 'accessory, whole row' }).focus();
  await page.keyboard.press('Control+Home');
  await expect(page.getByRole('button', { name: 'repository, whole row' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(pairs(page, 'repository pull')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(pairs(page, 'repository pull')).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'artifact, whole row, all chosen' })).toBeVisible();
  await expect(pairs(page, 'artifact delete')).toBeChecked();
  await expect(says(page)).toContainText('A project robot called typed in team-a on prod');

  await page.getByRole('button', { name: 'Plan 1 robot' }).focus();
  await page.keyboard.press('Enter');
  const title = 'Create robot$team-a+typed on prod';
  await expect(page.getByRole('heading', { name: title, level: 2 })).toBeVisible();
});

test('leads to what is missing, and asks before what was entered is left', async ({
  page,
  harbor,
}) => {
  await addInstance(page, await harbor(), 'prod');
  await page.getByRole('link', { name: 'New', exact: true }).click();
  await page.getByRole('button', { name: /^Plan \d+ robot/ }).click();
  await expect(page.getByText('Give it a name.')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.getByLabel('Name', { exact: true }).fill('Upper');
  await expect(page.getByText(/^Lower-case letters and digits/)).toBeVisible();
  await page.getByRole('radio', { name: 'Never expires' }).check();
  await expect(page.getByText(/^Say why/)).toBeVisible();
  await page.getByRole('radio', { name: /^My own/ }).check();
  await page.getByLabel('Secret', { exact: true }).fill('short');
  await expect(page.getByText('A secret needs at least 8 characters.')).toBeVisible();

  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Robots/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Leave without making it?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Upper');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await dialog.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('grid', { name: 'Robots' })).toBeVisible();
});

test('refreshes with an own secret, and clones with the same one to another instance', async ({
  page,
  harbor,
}) => {
  const prod = await harbor();
  const eu = await harbor({ seed: 2 });
  await addInstance(page, prod, 'prod');
  await addInstance(page, eu, 'eu');
  await page.evaluate(`window.purser.calls['settings.set']({ secrets: { keepNew: true } })`);
  await goTo(page, 'Robots');
  await page
    .getByRole('row', { name: /backup.*prod/ })
    .first()
    .click();
  const drawer = page.getByRole('complementary');
  await drawer.getByRole('button', { name: 'Refresh secret' }).click();
  const refresh = page.getByRole('dialog', { name: /^Refresh the secret of/ });
  await refresh.getByRole('radio', { name: /^My own/ }).check();
  await refresh.getByLabel('Secret', { exact: true }).fill(OWN_SECRET);
  await refresh.getByRole('button', { name: 'Plan this' }).click();
  await apply(page, /^Refresh 1 robot$/, 1);
  expect(robotAt(prod, 'backup')?.secret).toBe(OWN_SECRET);

  // What is in the vault goes along; here it has another name.
  await goTo(page, 'Robots');
  await page
    .getByRole('row', { name: /backup.*prod/ })
    .first()
    .click();
  await drawer.getByRole('button', { name: 'More changes' }).click();
  await page.getByRole('menuitem', { name: 'Clone' }).click();
  const clone = page.getByRole('dialog', { name: /^Clone/ });
  await clone.getByRole('group', { name: 'Onto' }).getByRole('button', { name: /eu/ }).click();
  await clone.getByRole('textbox', { name: 'Name' }).fill('backup-eu');
  await clone.getByRole('radio', { name: /^The same as now/ }).check();
  await clone.getByRole('button', { name: 'Plan this' }).click();
  await apply(page, /^(Create|Make|Clone) 1 robot$/, 1);
  expect(robotAt(eu, 'backup-eu')?.secret).toBe(OWN_SECRET);

  await goTo(page, 'Robots');
  await page
    .getByRole('row', { name: /team-a\+ci.*prod/ })
    .first()
    .click();
  await drawer.getByRole('button', { name: 'More changes' }).click();
  await page.getByRole('menuitem', { name: 'Clone' }).click();
  await clone.getByRole('group', { name: 'Onto' }).getByRole('button', { name: /eu/ }).click();
  await clone.getByLabel('team-a there').fill('team-b');
  await expect(clone.getByRole('radio', { name: /^The same as now/ })).toBeDisabled();
  await clone.getByRole('radio', { name: /^My own/ }).check();
  await clone.getByLabel('Secret', { exact: true }).fill(OWN_SECRET);
  await clone.getByRole('button', { name: 'Plan this' }).click();
  await apply(page, /^(Create|Make|Clone) 1 robot$/, 1);
  expect(robotAt(eu, 'team-b+ci')?.secret).toBe(OWN_SECRET);
});

/** What the user answers to dialogs of the desktop: the path of a file. */
const answerFiles = (app: ElectronApplication, path: string): Promise<void> =>
  app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = (() =>
      Promise.resolve({ canceled: false, filePath })) as typeof dialog.showSaveDialog;
    dialog.showOpenDialog = (() =>
      Promise.resolve({ canceled: false, filePaths: [filePath] })) as typeof dialog.showOpenDialog;
  }, path);

test('begins with a template, keeps what was made of it as one, and takes it along in a file', async ({
  launch,
  harbor,
  home,
}) => {
  const { app, page } = await launch();
  await answerFiles(app, join(home, 'templates.json'));
  await addInstance(page, await harbor(), 'prod');
  await page.getByRole('link', { name: 'New', exact: true }).click();
  await page.getByRole('button', { name: 'Template' }).click();
  await page.getByRole('menuitem', { name: /^Push and pull/ }).click();
  await expect(page.getByText('Ticked as in Push and pull')).toBeVisible();
  await expect(pairs(page, 'repository push')).toBeChecked();
  await pairs(page, 'artifact delete').check();

  await page.getByRole('button', { name: 'Template' }).click();
  await page.getByRole('menuitem', { name: 'Save as template…' }).click();
  const save = page.getByRole('dialog', { name: 'Save as template' });
  await save.getByLabel('Name').fill('Tidy pusher');
  await save.getByRole('button', { name: 'Save' }).click();
  await expect(save).toBeHidden();
  await pairs(page, 'artifact delete').uncheck();
  await page.getByRole('button', { name: 'Template' }).click();
  await page.getByRole('menuitem', { name: /^Tidy pusher/ }).click();
  await expect(pairs(page, 'artifact delete')).toBeChecked();

  await page.getByRole('button', { name: 'Template' }).click();
  await page.getByRole('menuitem', { name: 'Manage templates…' }).click();
  const all = page.getByRole('dialog', { name: 'Templates' });
  const own = all.getByRole('listitem').filter({ hasText: 'Tidy pusher' });
  await all.getByRole('button', { name: 'Export your own…' }).click();
  await expect(all.getByRole('status')).toContainText('Saved to');
  await all.getByRole('button', { name: 'Remove Tidy pusher' }).click();
  await all.getByRole('button', { name: 'Remove for good' }).click();
  await expect(all).toContainText('Tidy pusher is removed.');
  await expect(own).toHaveCount(0);
  await all.getByRole('button', { name: 'Import…' }).click();
  await expect(all.getByRole('status')).toContainText('1 template added.');
  await expect(own).toHaveCount(1);
  const file = join(home, 'templates.json');
  const newer = { ...(JSON.parse(await readFile(file, 'utf8')) as object), version: 9 };
  await writeFile(file, JSON.stringify(newer));
  await all.getByRole('button', { name: 'Import…' }).click();
  await expect(all.getByRole('alert')).toContainText('Update Purser to read a newer one.');
  await expect(all.getByRole('alert')).toBeInViewport();
  await expect(all.getByRole('status')).toBeHidden();
});
