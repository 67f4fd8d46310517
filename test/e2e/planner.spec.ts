import type { ElectronApplication } from '@playwright/test';
import { findings, showIn } from './axe-findings.ts';
import { addInstance, expect, goTo, test } from './window.ts';

test('snoozes what is critical until it is woken, and takes that back', async ({
  page,
  harbor,
}) => {
  await addInstance(page, await harbor(), 'prod');
  await goTo(page, 'Overview');
  const needs = page.getByRole('region', { name: 'Needs you' });
  const critical = needs.getByText('1 robot of prod expires within 7 days.');
  await expect(critical).toBeVisible();
  await needs.getByRole('button', { name: /^Review: 1 robot of prod expires/ }).click();
  const row = page.getByRole('row', { name: /robot\$team-a\+ci/ });
  await row.click();
  const drawer = page.getByRole('complementary', { name: /^Robot / });
  await drawer.getByRole('button', { name: 'Snooze…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Snooze' })).toBeDisabled();
  await dialog.getByLabel('How long').selectOption('Let it expire');
  await dialog.getByLabel('Why').fill('goes with the old pipeline');
  expect.soft(await findings(page), 'the dialog').toEqual([]);
  await dialog.getByRole('button', { name: 'Snooze' }).click();
  await expect(drawer).toContainText('Snoozed until it expires: goes with the old pipeline');
  await expect(page.getByRole('status').filter({ hasText: '1 robot snoozed.' })).toBeVisible();

  await goTo(page, 'Overview');
  await expect(critical).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(critical).toBeVisible();

  await goTo(page, 'Expiry');
  await page
    .getByRole('region', { name: 'Robots by expiry' })
    .getByRole('link', { name: /Expired/ })
    .click();
  await page
    .getByRole('region', { name: /chosen$/ })
    .getByRole('button', { name: 'Snooze' })
    .click();
  await expect(dialog).toContainText('Acknowledge that');
  await dialog.getByLabel('Why').fill('nobody uses it');
  await dialog.getByRole('button', { name: 'Acknowledge' }).click();
  const snoozed = page.getByRole('region', { name: 'Snoozed and acknowledged' }).first();
  await expect(snoozed).toContainText('nobody uses it');
  expect.soft(await findings(page), 'Expiry with a snoozed robot').toEqual([]);
  await snoozed.getByRole('button', { name: /^Wake / }).click();
  await expect(snoozed).toHaveCount(0);
});

test('says how many of a selection are acknowledged rather than snoozed, and leaves them out', async ({
  page,
  harbor,
}) => {
  await addInstance(page, await harbor(), 'prod');
  await goTo(page, 'Expiry');
  await page
    .getByRole('region', { name: 'Groups' })
    .first()
    .getByRole('link', { name: 'prod: 5' })
    .click();
  await page
    .getByRole('region', { name: '5 robots chosen' })
    .getByRole('button', { name: 'Snooze' })
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(
    '1 of these 5 robots has expired and is not snoozed but acknowledged',
  );
  await dialog.getByLabel('Why').fill('moves to the new runners');
  await expect(dialog.getByRole('button', { name: 'Snooze 4, acknowledge 1' })).toBeEnabled();
  expect.soft(await findings(page), 'the dialog about a mixed selection').toEqual([]);
  await dialog.getByLabel('How long').selectOption('Let it expire');
  await expect(dialog).toContainText('this choice leaves it as it is');
  await dialog.getByLabel('How long').selectOption('For a week');
  await dialog.getByLabel('Acknowledge 1 expired robot, too').uncheck();
  await dialog.getByRole('button', { name: 'Snooze 4' }).click();
  await expect(page.getByRole('status').filter({ hasText: '3 robots snoozed.' })).toBeVisible();
  await goTo(page, 'Overview');
  await expect(page.getByText('1 robot of prod is expired and not switched off.')).toBeVisible();
});

test('plans dates by a policy that is kept, and finds nobody who drifted afterwards', async ({
  page,
  harbor,
}) => {
  await addInstance(page, await harbor(), 'prod');
  await goTo(page, 'Expiry');
  await page.getByRole('link', { name: 'Planner' }).click();
  await expect(page.getByRole('heading', { name: 'Planner', level: 1 })).toBeVisible();
  await page.getByLabel('At most a day').fill('0');
  await expect(page.getByRole('button', { name: 'Simulate' })).toBeDisabled();
  await page.getByLabel('At most a day').fill('1');
  // Whatever day it is today, no date is refused for its day of the week.
  for (const day of ['Fri', 'Sat', 'Sun']) await page.getByLabel(day, { exact: true }).uncheck();
  await page.getByLabel('Leave alone').fill('name:deploy');
  await page.getByLabel('Keep it as').fill('Quarterly');
  await page.getByRole('button', { name: 'Keep the policy' }).click();
  await expect(page.getByRole('button', { name: 'Save the policy' })).toBeVisible();
  await goTo(page, 'Overview');
  await page
    .getByRole('region', { name: 'Needs you' })
    .getByRole('button', { name: 'Look: 3 robots drifted from the policy “Quarterly”.' })
    .click();
  const sidebar = page.getByRole('navigation', { name: 'Pages and instances' });
  await expect(sidebar.getByRole('link', { name: /^Expiry/ })).toHaveClass(/font-medium/);
  const outcome = page.getByRole('status').filter({ hasText: 'another date' });
  await expect(outcome).toHaveText(/3 of 5 robots get another date\. 1 is as .* 1 is left alone/);
  // A button that is pointed at is another colour.
  await page.mouse.move(0, 0);
  for (const theme of ['light', 'dark'] as const) {
    await showIn(page, theme);
    expect.soft(await findings(page), `Planner, ${theme}`).toEqual([]);
  }
  await page.getByRole('button', { name: 'Plan 3 renewals' }).click();
  await expect(page).toHaveURL(/#\/plans\//);
  await page.getByRole('button', { name: 'Renew 3 robots' }).click();
  await expect(page.getByText(/3 done/).first()).toBeVisible();

  await goTo(page, 'Expiry');
  await page.getByRole('link', { name: 'Planner' }).click();
  await page.locator('#planner-policy').selectOption('Quarterly');
  await expect(page.getByRole('status').filter({ hasText: 'Nobody drifted' })).toBeVisible();
  await page.getByLabel('Lifetime').fill('40');
  await page.getByLabel('Renew within').fill('39');
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByText(/robots at 1 a day need \d+ days; there are \d from/)).toBeVisible();
});

/** Keeps the answers of one call until the function it returns is called. */
async function holdAnswers(app: ElectronApplication, call: string): Promise<() => Promise<void>> {
  await app.evaluate(({ ipcMain }, call) => {
    type Handler = (event: unknown, ...input: unknown[]) => Promise<unknown>;
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, Handler>;
    };
    const [channel, handle] = [...handlers].find(([name]) => name.endsWith(call)) ?? [];
    if (channel === undefined || handle === undefined) throw new Error(`no channel for ${call}`);
    const gate = new Promise<void>((resolve) => {
      (globalThis as unknown as { openGate: () => void }).openGate = resolve;
    });
    handlers.set(channel, async (...input) => {
      const answer = await handle(...input);
      await gate;
      return answer;
    });
  }, call);
  return () => app.evaluate(() => (globalThis as unknown as { openGate: () => void }).openGate());
}

test('goes on being typed while it is simulated, and plans nothing that was typed over', async ({
  launch,
  harbor,
}) => {
  const { app, page } = await launch();
  await addInstance(page, await harbor(), 'prod');
  await goTo(page, 'Expiry');
  await page.getByRole('link', { name: 'Planner' }).click();
  const answer = await holdAnswers(app, 'planner.simulate');
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByText('Looking for a day for each robot')).toBeVisible();
  await page.getByLabel('Lifetime').fill('60');
  await answer();
  await expect(page.getByText('The policy was changed since. Simulate it again.')).toBeVisible();
  await expect(page.getByLabel('Lifetime')).toHaveValue('60');
  await expect(page.getByRole('button', { name: /^Plan \d+ renewals?$/ })).toBeDisabled();
  await page.getByRole('button', { name: 'Simulate' }).click();
  await expect(page.getByRole('button', { name: /^Plan \d+ renewals?$/ })).toBeEnabled();
});
