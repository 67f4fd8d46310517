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
