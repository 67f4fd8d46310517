import type { Page } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { findings, showIn } from './axe-findings.ts';
import { addInstance, expect, goTo, PASSWORD, test } from './window.ts';

interface HarborRobot {
  readonly id: number;
  readonly name: string;
}

/** Changes a robot, or the settings, at Harbor behind Purser's back. */
async function atHarbor(simulator: Simulator, call: string, body: object): Promise<void> {
  const headers = {
    authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`,
    'content-type': 'application/json',
  };
  const url = `${simulator.url}/api/v2.0`;
  const send = async (path: string, sent: object): Promise<void> => {
    const init = { method: 'PUT', headers, body: JSON.stringify(sent) };
    expect((await fetch(`${url}${path}`, init)).status).toBe(200);
  };
  if (call.startsWith('/')) return send(call, body);
  const listed = await fetch(`${url}/robots?page_size=100`, { headers });
  const found = ((await listed.json()) as HarborRobot[]).find(({ name }) => name === call);
  await send(`/robots/${String(found?.id)}`, { ...found, ...body });
}

async function activity(page: Page): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Activity/ })
    .click();
  await page.getByRole('tab', { name: 'Journal' }).click();
}

async function sync(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+r');
}

test('tells what somebody else changed from what Purser did', async ({ page, harbor }) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  await page.getByRole('row', { name: /backup/ }).click();
  const drawer = page.getByRole('complementary');
  await drawer.getByRole('tab', { name: 'History' }).click();
  await expect(drawer).toContainText('Nothing has changed');

  await atHarbor(simulator, 'robot$backup', { description: 'theirs' });
  await sync(page);
  await expect(drawer.getByRole('article', { name: /^Description changed/ })).toContainText(
    'theirs',
  );
  await drawer.getByRole('button', { name: 'More changes' }).click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await page.getByRole('button', { name: 'Disable 1 robot' }).click();
  await expect(page.getByRole('button', { name: '1 done' })).toBeVisible();

  await goTo(page, 'Overview');
  const latest = page.getByRole('region', { name: 'Latest changes' });
  await expect(latest.getByRole('listitem')).toHaveCount(2);
  await latest.getByRole('link', { name: 'All changes' }).click();
  const entries = page.getByRole('article');
  await expect(entries).toHaveCount(2);
  await page.getByRole('button', { name: 'By Purser' }).click();
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('by admin, with Purser');
  await page.getByRole('button', { name: 'Follow the plan' }).click();
  await expect(page.getByText('One plan: Disable robot$backup on prod')).toBeVisible();
  await page.getByRole('button', { name: 'Show all plans' }).click();
  await page.getByRole('combobox', { name: 'Result' }).selectOption('Refused');
  await expect(page.getByText('Nothing in the journal matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await page.getByRole('button', { name: 'At Harbor' }).click();
  await expect(entries).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search the journal' }).fill('nobody');
  await expect(page.getByText('Nothing in the journal matches')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search the journal' }).fill('theirs');
  await entries.getByRole('link', { name: 'robot$backup' }).click();
  await expect(drawer).toBeVisible();
});

test('tells a new prefix once', async ({ page, harbor }) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  await expect(page.getByRole('row', { name: /backup/ })).toBeVisible();
  await atHarbor(simulator, '/configurations', { robot_name_prefix: 'bot-' });
  await sync(page);
  await expect(page.getByRole('row', { name: /bot-backup/ })).toBeVisible();
  await activity(page);
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByRole('article')).toContainText('6 robots have another name to log in');
});

test('changes the prefix after saying who is locked out', async ({ page, harbor }) => {
  const simulator = await harbor();
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Instances');
  await page.getByRole('button', { name: 'Details of prod' }).click();
  const settings = page.getByRole('region', { name: 'Robots of this Harbor' });
  await expect(settings).toContainText('robot$');
  await settings.getByRole('button', { name: 'Change prefix or duration' }).click();
  const dialog = page.getByRole('dialog', { name: 'Robots of prod' });
  const change = dialog.getByRole('button', { name: /^Change the/ });
  await expect(change).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'Name prefix' }).fill('a b');
  await expect(dialog.getByRole('alert')).toContainText('cannot be typed');
  await dialog.getByRole('textbox', { name: 'Name prefix' }).fill('bot-');
  await expect(dialog).toContainText('6 robots get another name at once');
  await expect(dialog.getByRole('region', { name: 'Robots that are renamed' })).toContainText(
    'bot-backup',
  );
  await expect(change).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'The new prefix once more' }).fill('bot-');
  await change.click();
  await expect(dialog).toBeHidden();
  await expect(settings).toContainText('bot-');
  await goTo(page, 'Robots');
  await expect(page.getByRole('row', { name: /bot-backup/ })).toBeVisible();
  await activity(page);
  await expect(page.getByRole('article')).toHaveCount(1);
  await expect(page.getByRole('article')).toContainText('by admin, with Purser');
});

for (const theme of ['light', 'dark'] as const) {
  test(`keeps nobody out of the history and the settings of robots, ${theme}`, async ({
    page,
    harbor,
  }) => {
    test.setTimeout(120_000);
    const scan = async (what: string): Promise<void> => {
      expect.soft(await findings(page), what).toEqual([]);
    };
    await showIn(page, theme);
    const simulator = await harbor();
    await addInstance(page, simulator, 'prod');
    await goTo(page, 'Robots');
    await page.getByRole('row', { name: /backup/ }).click();
    const drawer = page.getByRole('complementary');
    await drawer.getByRole('tab', { name: 'History' }).click();
    await expect(drawer).toContainText('Nothing has changed');
    await atHarbor(simulator, 'robot$backup', { description: 'theirs' });
    await sync(page);
    await expect(drawer.getByRole('article')).toHaveCount(1);
    await scan('the drawer');
    await activity(page);
    await expect(page.getByRole('article')).toHaveCount(1);
    await scan('the journal');
    await goTo(page, 'Overview');
    await expect(page.getByRole('region', { name: 'Latest changes' })).toContainText('backup');
    await scan('the overview');
    await goTo(page, 'Instances');
    await page.getByRole('button', { name: 'Details of prod' }).click();
    await page.getByRole('button', { name: 'Change prefix or duration' }).click();
    const dialog = page.getByRole('dialog', { name: 'Robots of prod' });
    await dialog.getByRole('textbox', { name: 'Name prefix' }).fill('bot-');
    await expect(dialog).toContainText('6 robots get another name at once');
    await scan('the prefix');
  });
}
