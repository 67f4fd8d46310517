import type { Page } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { findings, showIn } from './axe-findings.ts';
import { addInstance, expect, goTo, PASSWORD, test } from './window.ts';

const row = (page: Page, name: string | RegExp) => page.getByRole('row', { name });

/** Ends on the page of robots of a Harbor that was read. */
async function atRobots(page: Page, simulator: Simulator): Promise<void> {
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  await expect(row(page, /deploy/)).toBeVisible();
}

/** Selects rows by the box at their start. */
async function select(page: Page, ...names: RegExp[]): Promise<void> {
  for (const name of names) await row(page, name).locator('[data-box]').click();
}

const selection = (page: Page) => page.getByRole('region', { name: 'Selection' });
const onPlan = (page: Page, title: RegExp) =>
  expect(page.getByRole('heading', { name: title, level: 2 })).toBeVisible();

async function activity(page: Page, tab: 'Plans' | 'Journal'): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Activity/ })
    .click();
  await page.getByRole('tab', { name: tab }).click();
}

interface HarborRobot {
  readonly id: number;
  readonly name: string;
}

/** Changes a robot at Harbor behind Purser's back. */
async function changeAtHarbor(simulator: Simulator, name: string, change: object): Promise<void> {
  const headers = {
    authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`,
    'content-type': 'application/json',
  };
  const listed = await fetch(`${simulator.url}/api/v2.0/robots?page_size=100`, { headers });
  const found = ((await listed.json()) as HarborRobot[]).find((robot) => robot.name === name);
  const answer = await fetch(`${simulator.url}/api/v2.0/robots/${String(found?.id)}`, {
    method: 'PUT',
    headers,
    body: JSON.stringify({ ...found, ...change }),
  });
  expect(answer.status).toBe(200);
}

test('renews one robot from the drawer, and shows the arithmetic first', async ({
  page,
  harbor,
}) => {
  await atRobots(page, await harbor());
  await row(page, /backup/).click();
  await page.getByRole('complementary').getByRole('button', { name: 'Renew' }).click();
  const dialog = page.getByRole('dialog', { name: /Renew robot\$backup/ });
  await dialog.getByRole('button', { name: '180 days' }).click();
  await expect(dialog).toContainText(/duration 90 → 190 days, counted from the creation on/);
  await dialog.getByRole('button', { name: 'Plan this' }).click();
  await onPlan(page, /^Renew robot\$backup on prod$/);
  await page.getByRole('button', { name: 'Renew 1 robot' }).click();
  await expect(page.getByText('Finished', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: '1 done' })).toBeVisible();

  await activity(page, 'Journal');
  const entry = page.getByRole('article', { name: 'Renewed robot$backup' });
  await expect(entry).toContainText('90 days');
  await expect(entry).toContainText('by admin');
});

test('disables a selection, and takes it back', async ({ page, harbor }) => {
  await atRobots(page, await harbor());
  await select(page, /deploy/, /backup/, /team-a\+ci/);
  await expect(selection(page)).toContainText('3 selected');
  await selection(page).getByRole('button', { name: 'Disable' }).click();
  await onPlan(page, /^Disable 3 robots on prod$/);
  await page.getByRole('button', { name: 'Disable 3 robots' }).click();
  await expect(page.getByRole('button', { name: '3 done' })).toBeVisible();
  await goTo(page, 'Robots');
  await expect(row(page, /deploy/)).toContainText('Disabled');

  await activity(page, 'Plans');
  await page.getByRole('link', { name: /^Disable 3 robots on prod/ }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();
  await page.getByRole('button', { name: /^\w+ 3 robots$/ }).click();
  await expect(page.getByRole('button', { name: '3 done' })).toBeVisible();
  await goTo(page, 'Robots');
  await expect(row(page, /deploy/)).toContainText('Active');
});

test('keeps what is selected where a plan is closed unsent, and only there', async ({
  page,
  harbor,
}) => {
  await atRobots(page, await harbor());
  await select(page, /deploy/, /backup/);
  await selection(page).getByRole('button', { name: 'Disable' }).click();
  await onPlan(page, /^Disable 2 robots on prod$/);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(selection(page)).toContainText('2 selected');
  await expect(row(page, /backup/)).toHaveAttribute('aria-selected', 'true');

  await selection(page).getByRole('button', { name: 'Disable' }).click();
  await page.getByRole('button', { name: 'Disable 2 robots' }).click();
  await expect(page.getByRole('button', { name: '2 done' })).toBeVisible();
  await page.goBack();
  await expect(row(page, /deploy/)).toContainText('Disabled');
  await expect(selection(page)).toBeHidden();

  // Where another way leads to Robots, nobody looks for what was selected before.
  await select(page, /deploy/);
  await selection(page).getByRole('button', { name: 'Enable' }).click();
  await onPlan(page, /^Enable robot\$deploy on prod$/);
  await goTo(page, 'Robots');
  await expect(row(page, /deploy/)).toBeVisible();
  await expect(selection(page)).toBeHidden();
});

test('offers to send only what has something to send', async ({ page, harbor }) => {
  await atRobots(page, await harbor());
  await select(page, /deploy/, /paused/);
  await selection(page).getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByRole('button', { name: 'Disable 1 robot' })).toBeVisible();
  const steps = page.getByRole('row').filter({ has: page.getByRole('gridcell') });
  await page.getByRole('button', { name: '1 has nothing to do' }).click();
  await expect(steps).toHaveText(/paused/);
  await page.getByRole('button', { name: '1 can be sent' }).click();
  await expect(steps).toHaveText(/deploy/);
  await page.getByRole('button', { name: 'Disable 1 robot' }).click();
  await expect(page.getByRole('button', { name: '1 done' })).toBeVisible();
  await expect(page.getByRole('button', { name: '1 had nothing to do' })).toBeVisible();

  await goTo(page, 'Robots');
  await select(page, /deploy/, /paused/);
  await selection(page).getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByText(/^2 robots are already as this plan wants them/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Disable/ })).toBeHidden();
});

test('deletes only after the number was typed', async ({ page, harbor }) => {
  await atRobots(page, await harbor());
  await select(page, /old/, /paused/);
  await selection(page).getByRole('button', { name: 'Delete' }).click();
  await onPlan(page, /^Delete 2 robots on prod$/);
  await page.getByRole('button', { name: 'Delete 2 robots' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 2 robots?' });
  await expect(dialog.getByRole('button', { name: 'Delete 2 robots' })).toBeDisabled();
  await dialog.getByRole('textbox').fill('2');
  await dialog.getByRole('button', { name: 'Delete 2 robots' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: '2 done' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeHidden();
});

test('says before sending what Harbor would refuse, and the way out', async ({ page, harbor }) => {
  const simulator = await harbor();
  simulator.seed({
    robots: [
      {
        name: 'stale',
        duration: 90,
        permissions: [
          {
            kind: 'project',
            namespace: '*',
            access: [
              { resource: 'repository', action: 'pull' },
              { resource: 'helm-chart', action: 'read' },
            ],
          },
        ],
      },
      { name: 'ancient', legacy: true, project: 'team-a' },
    ],
  });
  await atRobots(page, simulator);
  await select(page, /stale/, /ancient/, /deploy/);
  await expect(selection(page)).toContainText('1 legacy');
  await selection(page).getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByRole('button', { name: '1 can be sent' })).toBeVisible();
  await page.getByRole('button', { name: '2 would be refused' }).click();
  await expect(row(page, /deploy/)).toHaveCount(0);
  await row(page, /stale/).click();
  const detail = page.getByRole('complementary', { name: /stale/ });
  await expect(detail).toContainText('Refusal.');
  await expect(detail).toContainText(/helm-chart/);
  await page.getByRole('button', { name: 'Show all 3 steps' }).click();
  await row(page, /deploy/).click();
  await page.getByRole('button', { name: 'Show requests' }).click();
  await expect(page.getByRole('complementary', { name: /deploy/ })).toContainText(
    /PUT .*\/api\/v2\.0\/robots\/\d+/,
  );

  // One button drops what Harbor no longer accepts, in this very plan.
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Drop them and go on' }).click();
  await expect(page.getByRole('button', { name: '2 can be sent' })).toBeVisible();
  await row(page, /stale/).click();
  await expect(detail).toContainText('It loses helm-chart:read');
  await page.getByRole('button', { name: 'Disable 2 robots' }).click();
  await expect(page.getByRole('button', { name: '2 done' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Drop them and go on' })).toBeHidden();
});

test('keeps long values short until they are opened, those of a field together', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  await atRobots(page, simulator);
  const theirs = `theirs ${'and so on '.repeat(95)}`.trim();
  await changeAtHarbor(simulator, 'robot$deploy', { description: theirs });
  await row(page, /deploy/).click();
  await page.getByRole('complementary').getByRole('button', { name: 'Edit description' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('ours '.repeat(190));
  await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
  const table = page.getByRole('region', { name: 'Changed at Harbor since you saw it' });
  const height = (): Promise<number> => table.evaluate(({ clientHeight }) => clientHeight);
  const now = table.getByRole('button', { name: 'Show all of description, Now' });
  await expect(now).toHaveAttribute('aria-expanded', 'false');
  const short = await height();
  expect(short).toBeLessThan(400);
  await now.press('Enter');
  await expect(
    table.getByRole('button', { name: 'Show less of description, Yours' }),
  ).toHaveAttribute('aria-expanded', 'true');
  await expect.poll(height).toBeGreaterThan(2 * short);
  await table.getByRole('button', { name: 'Show less of description, Now' }).press('Enter');
  await expect.poll(height).toBe(short);
  await expect(now).toBeInViewport();
});

test('says why nothing can be changed on a locked instance', async ({ page, harbor }) => {
  await atRobots(page, await harbor());
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^prod/ })
    .click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Lock: change nothing here' }).click();
  await row(page, /deploy/).click();
  await expect(page.getByRole('complementary')).toContainText('prod is locked here');
  await select(page, /backup/);
  await expect(selection(page)).toContainText('Locked here');
  await expect(selection(page).getByRole('button', { name: 'Renew' })).toBeDisabled();
});

for (const theme of ['light', 'dark'] as const) {
  test(`keeps nobody out of plans and the journal, ${theme}`, async ({ page, harbor }) => {
    const scan = async (what: string): Promise<void> => {
      expect.soft(await findings(page), what).toEqual([]);
    };
    test.setTimeout(240_000);
    await showIn(page, theme);
    await atRobots(page, await harbor());
    await activity(page, 'Plans');
    await scan('no plans');
    await goTo(page, 'Robots');
    await select(page, /deploy/, /backup/);
    await scan('a selection');
    await page.keyboard.press('r');
    await expect(page.getByRole('dialog', { name: 'Renew 2 robots' })).toBeVisible();
    await scan('renewing');
    await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
    await row(page, /deploy/).click();
    await page.getByRole('button', { name: 'Show requests' }).click();
    await scan('a plan');
    await page.getByRole('button', { name: 'Renew 2 robots' }).click();
    await expect(page.getByRole('button', { name: '2 done' })).toBeVisible();
    await scan('a finished plan');
    await activity(page, 'Plans');
    await scan('plans');
    await page.getByRole('tab', { name: 'Journal' }).click();
    await expect(page.getByRole('article')).toHaveCount(2);
    await scan('the journal');
  });
}
