import type { Page } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
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

const descriptionAt = ({ state }: Simulator, name: string): string | undefined =>
  [...state.robots.all()].find((robot) => robot.name === name)?.description;

test('asks what shall become of what somebody else changed, and never decides by itself', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  await atRobots(page, simulator);
  await changeAtHarbor(simulator, 'robot$deploy', { description: 'theirs' });
  await row(page, /deploy/).click();
  await page.getByRole('complementary').getByRole('button', { name: 'Edit description' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('ours');
  await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
  const table = page.getByRole('region', { name: 'Changed at Harbor since you saw it' });
  await expect(table).toContainText('theirs');
  await expect(table).toContainText('ours');
  for (const name of ['You saw', 'Now', 'Yours']) {
    await expect(page.getByRole('columnheader', { name, exact: true })).toBeVisible();
  }
  const choice = page.getByRole('group', { name: 'What shall be there' });
  await expect(choice.getByRole('button', { pressed: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Change 1 robot' })).toBeHidden();

  await choice.getByRole('button', { name: 'Keep Harbor’s' }).click();
  await expect(page.getByRole('button', { name: '1 not tried' })).toBeVisible();
  await choice.getByRole('button', { name: 'Apply mine' }).click();
  await page.getByRole('button', { name: 'Change 1 robot' }).click();
  await expect(page.getByRole('button', { name: '1 done' })).toBeVisible();
  expect(descriptionAt(simulator, 'deploy')).toBe('ours');
});

test('settles all conflicts of a plan at once', async ({ page, harbor }) => {
  const simulator = await harbor();
  await atRobots(page, simulator);
  for (const name of ['robot$deploy', 'robot$backup']) {
    await changeAtHarbor(simulator, name, { description: 'theirs' });
  }
  await select(page, /deploy/, /backup/, /team-a\+ci/);
  await selection(page).getByRole('button', { name: 'More changes' }).click();
  await page.getByRole('menuitem', { name: 'Edit description' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('ours');
  await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
  await expect(page.getByText('2 robots were changed at Harbor since you saw them.')).toBeVisible();
  await page.getByRole('button', { name: '2 conflicts' }).click();
  await expect(row(page, /team-a\+ci/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Keep Harbor’s for all' }).click();
  await page.getByRole('button', { name: 'Change 1 robot' }).click();
  await expect(page.getByRole('button', { name: '1 done' })).toBeVisible();
  expect(descriptionAt(simulator, 'deploy')).toBe('theirs');
});
