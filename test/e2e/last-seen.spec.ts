import { findings, showIn } from './axe-findings.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const DAY = 86_400_000;

const pull = (username: string, project: string, at: number) => ({
  ...{ username, operation: 'pull', resource: `${project}/web:1`, project, at },
});

test('from what broke a minute ago to a renewed robot, and from nobody to an owner who is told', async ({
  launch,
  harbor,
}) => {
  const { app, page } = await launch();
  const simulator = await harbor();
  const now = Date.now();
  // `old` ended ten days ago, and was in use until 14 minutes before; `scan` was used today.
  simulator.seed({
    robots: [{ name: 'idle', createdAt: now - 110 * DAY, duration: -1, permissions: [] }],
    audit: [
      { ...pull('admin', 'team-a', now - 120 * DAY), operation: 'create' },
      pull('robot$team-b+old', 'team-b', now - 10 * DAY - 14 * 60_000),
      pull('robot$team-a+scan', 'team-a', now - 3_600_000),
    ],
  });
  await addInstance(page, simulator, 'prod');
  const scan = async (what: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await showIn(page, colorScheme);
      expect.soft(await findings(page), `${what}, ${colorScheme}`).toEqual([]);
    }
  };

  await test.step('last seen', async () => {
    await goTo(page, 'Robots');
    const line = page.getByRole('combobox', { name: 'Filter robots' });
    await line.fill('seen:<1d');
    await line.press('Enter');
    await expect(page.getByRole('row', { name: /scan/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /deploy/ })).toHaveCount(0);
    await page.getByRole('row', { name: /scan/ }).click();
    const drawer = page.getByRole('complementary', { name: /scan/ });
    await expect(drawer.getByText('pull team-a/web:1')).toBeVisible();
    await expect(drawer.getByText(/^It may have been used later\./)).toBeVisible();
    await line.fill('seen:never');
    await line.press('Enter');
    await expect(page.getByRole('row', { name: /deploy/ })).toBeVisible();
  });

  await test.step('expired while in use', async () => {
    await goTo(page, 'Overview');
    const needs = page.getByRole('region', { name: 'Needs you' });
    const need = needs.getByRole('listitem').first();
    await expect(need).toContainText(
      /old on prod expired \d+ days ago, in use until 14 minutes before/,
    );
    await need.getByRole('button', { name: /^Renew/ }).click();
    const dialog = page.getByRole('dialog', { name: /^Renew robot\$team-b\+old/ });
    await expect(dialog.getByText(/^Its secret has been unchanged for at least/)).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Renew and rotate' })).toBeEnabled();
    await scan('renew');
    await dialog.getByRole('button', { name: 'Plan this' }).click();
    await page.getByRole('button', { name: /^Renew 1 robot$/ }).click();
    await expect(page.getByText('Done', { exact: true }).first()).toBeVisible();
    await goTo(page, 'Overview');
    await expect(needs.getByText(/in use until/)).toHaveCount(0);
  });

  await test.step('owners', async () => {
    await goTo(page, 'Expiry');
    await page.getByRole('link', { name: 'Owners' }).click();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const rule = page.getByRole('dialog', { name: 'Add a rule' });
    await rule.getByLabel('Owner: a person or a team').fill('Team A');
    await rule.getByLabel('Project', { exact: true }).fill('team-a');
    await scan('a rule');
    await rule.getByRole('button', { name: 'Save rule' }).click();
    const row = page.getByRole('row', { name: /^Team A/ });
    await expect(row.getByRole('link', { name: 'Robots of Team A: 2' })).toBeVisible();
    await scan('owners');

    await row.getByRole('button', { name: 'Message to Team A' }).click();
    const message = page.getByRole('dialog', { name: 'Tell Team A' });
    await expect(message.getByRole('textbox').last()).toHaveValue(
      /robot\$team-a\+ci on prod: expires/,
    );
    await scan('a message');
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      (globalThis as { opened?: string[] }).opened = opened;
      shell.openExternal = async (url) => void opened.push(url);
    });
    await message.getByLabel('Address for mail').fill('team-a@example.com');
    await message.getByRole('button', { name: 'Write a mail' }).click();
    await expect(message.getByText('The mail is open in your program.')).toBeVisible();
    const [mail = ''] = await app.evaluate(
      () => (globalThis as { opened?: string[] }).opened ?? [],
    );
    expect(new URL(mail).pathname).toBe('team-a%40example.com');
    expect(new URL(mail).searchParams.get('body')).toContain('robot$team-a+ci on prod');
    await expect(message.getByText('Noted down: told today about 1 robot.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(row).toContainText(/told \w+ \d\d:\d\d/);

    await row.getByRole('link', { name: 'Expiring of Team A: 1' }).click();
    await expect(page.getByRole('row', { name: /ci/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /deploy/ })).toHaveCount(0);
  });

  await test.step('copying tells, unless that is not wanted', async () => {
    await goTo(page, 'Expiry');
    await page.getByRole('link', { name: 'Owners' }).click();
    await page.getByRole('button', { name: 'Message to Team A' }).click();
    const message = page.getByRole('dialog', { name: 'Tell Team A' });
    await message.getByLabel('Copying or mailing it notes them down as told today').uncheck();
    await message.getByRole('button', { name: 'Copy text' }).click();
    await expect(message.getByRole('button', { name: 'Copied' })).toBeVisible();
    await expect(message.getByText(/^Noted down/)).toHaveCount(0);
    await message.getByLabel('Copying or mailing it notes them down as told today').check();
    await message.getByRole('button', { name: 'Copied' }).click();
    await expect(message.getByText('Noted down: told today about 1 robot.')).toBeVisible();
  });

  await test.step('unused', async () => {
    await page.keyboard.press('Escape');
    await goTo(page, 'Overview');
    await page
      .getByRole('button', { name: 'Disable…: 1 robot of prod was not used for 90 days or more.' })
      .click();
    const bar = page.getByRole('region', { name: 'Selection' });
    await expect(bar.getByRole('status')).toContainText('1 selected');
    await bar.getByRole('button', { name: 'Disable' }).click();
    await expect(page).toHaveURL(/#\/plans\//);
    await expect(page.getByText('idle').first()).toBeVisible();
  });
});

test('all projects become those that a robot was seen in, and nothing is offered for one that was not', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  const now = Date.now();
  simulator.seed({
    robots: [{ name: 'idle', createdAt: now - 110 * DAY, duration: -1, permissions: [] }],
    audit: [
      { ...pull('admin', 'team-a', now - 120 * DAY), operation: 'create' },
      pull('robot$backup', 'team-b', now - 2 * DAY),
    ],
  });
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  for (const name of [/backup/, /deploy/]) {
    await page.getByRole('row', { name }).locator('[data-box]').click();
  }
  await page
    .getByRole('region', { name: 'Selection' })
    .getByRole('button', { name: 'More changes' })
    .click();
  await page.getByRole('menuitem', { name: 'Limit to projects' }).click();
  const dialog = page.getByRole('dialog', { name: 'Limit 2 robots to projects' });
  await expect(dialog.getByText('1 of 2 robots can be limited')).toBeVisible();
  await expect(dialog.getByText(/^A lower bound: /)).toBeVisible();
  await expect(dialog.getByRole('checkbox', { name: /deploy/ })).toBeDisabled();
  await expect(dialog.getByText(/^It was seen in no project since /)).toBeVisible();
  const seen = dialog.getByRole('list', { name: 'Projects in which robot$backup was seen' });
  await expect(seen.getByRole('listitem')).toHaveText([/^team-b/]);
  expect(await findings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Plan this' }).click();
  await page.getByRole('button', { name: 'Limit 1 robot' }).click();
  await expect(page.getByRole('button', { name: '1 done' })).toBeVisible();
  const backup = [...simulator.state.robots.all()].find(({ name }) => name === 'backup');
  const teamB = simulator.state.projectsByName.get('team-b');
  expect(backup?.grants.map(({ scope }) => scope)).toEqual([`/project/${String(teamB?.id)}`]);
});
