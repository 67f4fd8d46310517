import { findings, showIn } from './axe-findings.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const DAY = 86_400_000;

test('robots with equal rights are led to, and never all of them disabled', async ({
  launch,
  harbor,
}) => {
  const { page } = await launch();
  const simulator = await harbor();
  const access = [{ resource: 'repository', action: 'push' }];
  simulator.seed({
    robots: [1, 2, 3, 4, 5].map((number) => ({
      name: `push-${number}`,
      createdAt: Date.now() - number * DAY,
      permissions: [{ kind: 'project' as const, namespace: 'team-b', access }],
    })),
    audit: [
      {
        username: 'robot$push-4',
        operation: 'pull',
        resource: 'team-b/app:latest',
        at: Date.now() - DAY / 24,
        project: 'team-b',
      },
    ],
  });
  await addInstance(page, simulator, 'prod');
  const shown = (words: string) => page.getByRole('status').filter({ hasText: words });
  const dialog = page.getByRole('dialog');

  await test.step('the rule leads to each group', async () => {
    await goTo(page, 'Permissions');
    await page.getByRole('link', { name: 'Risk', exact: true }).click();
    await page.getByRole('button', { name: /Several robots with equal rights$/ }).click();
    const group = page.getByRole('list', { name: 'Robots with equal rights' });
    await group.getByRole('link', { name: /^5 robots like robot\$push-\d$/ }).click();
    await expect(shown('5 of 11 robots')).toBeVisible();
    await page.goBack();
  });

  await test.step('a robot leads to its equals', async () => {
    await goTo(page, 'Robots');
    await page.getByRole('grid', { name: 'Robots' }).getByText('push-2').click();
    const risk = page.getByRole('region', { name: 'Risk' });
    await risk.locator('summary', { hasText: 'Several robots with equal rights' }).click();
    await risk.getByRole('link', { name: 'Show all of them' }).click();
    await expect(shown('5 of 11 robots')).toBeVisible();
  });

  await test.step('the fix says which stays, and lets another be chosen', async () => {
    await goTo(page, 'Permissions');
    await page.getByRole('link', { name: 'Risk', exact: true }).click();
    await page.getByRole('button', { name: /Several robots with equal rights$/ }).click();
    await expect(page.getByRole('button', { name: /^Disable: plan for/ })).toHaveCount(0);
    await page.getByRole('button', { name: /^Choose which stay of 5 robots/ }).click();
    await expect(dialog).toContainText('robot$push-4 was used last');
    await expect(dialog.getByRole('checkbox', { name: 'robot$push-4 stays' })).toBeChecked();
    await expect(dialog.getByRole('status')).toContainText('4 robots will be disabled, 1 stays.');
    for (const theme of ['light', 'dark'] as const) {
      await showIn(page, theme);
      expect.soft(await findings(page), `which stay, ${theme}`).toEqual([]);
    }
    await dialog.getByRole('checkbox', { name: 'robot$push-4 stays' }).uncheck();
    await expect(dialog.getByRole('status')).toContainText('At least one has to stay.');
    await expect(dialog.getByRole('button', { name: 'Plan this' })).toBeDisabled();
    await dialog.getByRole('checkbox', { name: 'robot$push-1 stays' }).check();
    await dialog.getByRole('button', { name: 'Plan this' }).click();
    await expect(page).toHaveURL(/#\/plans\//);
    await expect(page.getByText('robot$push-4', { exact: true })).toBeVisible();
    await expect(page.getByText('robot$push-1', { exact: true })).toHaveCount(0);
  });
});

test('every count about risk and upgrades leads to exactly its robots', async ({
  launch,
  harbor,
}) => {
  const { page } = await launch();
  const simulator = await harbor({ version: '2.9.5' });
  const pair = (resource: string, action: string) => ({ resource, action });
  simulator.seed({
    robots: [
      {
        name: 'both',
        permissions: [
          { kind: 'system', namespace: '/', access: [pair('registry', 'list')] },
          { kind: 'project', namespace: 'team-a', access: [pair('tag', 'list')] },
        ],
      },
    ],
  });
  await addInstance(page, simulator, 'old');
  const shown = (words: string) => page.getByRole('status').filter({ hasText: words });
  const toRisk = async (): Promise<void> => {
    await goTo(page, 'Permissions');
    await page.getByRole('link', { name: 'Risk', exact: true }).click();
  };

  await test.step('the lines of a score', async () => {
    await toRisk();
    await page.getByRole('button', { name: /points of old/ }).click();
    await page.getByRole('link', { name: '1 robot on old: Never expires' }).click();
    await expect(shown('1 of 7 robots')).toBeVisible();
  });

  await test.step('what was not judged, and what is excepted', async () => {
    await toRisk();
    const unjudged = page.getByRole('link', { name: /^\d not judged: / }).first();
    const count = ((await unjudged.getAttribute('aria-label')) ?? '').split(' ')[0];
    await unjudged.click();
    await expect(shown(count === '7' ? '7 robots' : `${count} of 7 robots`)).toBeVisible();

    await toRisk();
    await page.getByRole('button', { name: /Covers all projects$/ }).click();
    await page.getByRole('button', { name: 'Except 2 robots…' }).click();
    await page.getByLabel('Why it is all right').fill('They back up everything');
    await page.getByLabel('Said by').fill('Kim');
    await page.getByRole('button', { name: 'Except', exact: true }).click();
    await page.getByRole('link', { name: '2 excepted: Covers all projects' }).click();
    await expect(shown('2 of 7 robots')).toBeVisible();
  });

  await test.step('each permission that an upgrade brings', async () => {
    await goTo(page, 'Permissions');
    await page.getByRole('link', { name: 'Before you upgrade' }).click();
    const gained = page.getByRole('region', { name: /will be able to do more$/ });
    await gained.getByRole('link', { name: 'tag:list in projects · 1 robot' }).click();
    await expect(shown('1 of 7 robots')).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Robots' })).toContainText('both');
  });
});

test('denies that do nothing go by a plan, and nothing else does', async ({ launch, harbor }) => {
  const { page } = await launch();
  const simulator = await harbor();
  const deny = { resource: 'tag', action: 'delete', effect: 'deny' };
  simulator.seed({
    robots: [
      {
        name: 'denied',
        permissions: [
          {
            kind: 'project',
            namespace: 'team-a',
            access: [{ resource: 'repository', action: 'pull' }, deny],
          },
          { kind: 'project', namespace: 'team-b', access: [deny] },
        ],
      },
    ],
  });
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Permissions');
  await page.getByRole('link', { name: 'Risk', exact: true }).click();
  await page.getByRole('button', { name: /Denies that do nothing$/ }).click();
  await page
    .getByRole('button', { name: 'Drop denies that do nothing: plan for 1 robot…' })
    .click();
  await expect(page).toHaveURL(/#\/plans\//);
  await expect(page.getByText(/tag:delete \(deny\) on team-a/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Change 1 robot' }).click();
  await expect(page.getByRole('button', { name: '1 done' })).toBeVisible();
  const denied = [...simulator.state.robots.all()].find(({ name }) => name === 'denied');
  expect(denied?.grants.map(({ resource, action, effect }) => [resource, action, effect])).toEqual([
    ['repository', 'pull', 'allow'],
  ]);
});
