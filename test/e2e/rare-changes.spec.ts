import type { Page } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { findings, showIn } from './axe-findings.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const robotAt = ({ state }: Simulator, name: string) =>
  [...state.robots.all()].find((robot) => robot.name === name);

const grantsAt = (simulator: Simulator, name: string): string[] =>
  (robotAt(simulator, name)?.grants ?? [])
    .map(({ resource, action }) => `${resource}:${action}`)
    .sort();

async function openRobot(page: Page, name: string) {
  await goTo(page, 'Robots');
  await page.getByRole('row', { name: new RegExp(name) }).click();
  return page.getByRole('complementary', { name: new RegExp(name) });
}

async function done(page: Page, verb: string, steps: number): Promise<void> {
  await page.getByRole('button', { name: verb, exact: true }).click();
  await expect(page.getByRole('button', { name: `${steps} done` })).toBeVisible();
}

test('rules for many, a robot made again, and a legacy robot replaced and deleted', async ({
  page,
  harbor,
}) => {
  test.setTimeout(120_000);
  const simulator = await harbor();
  simulator.seed({ robots: [{ name: 'ancient', legacy: true, project: 'team-a' }] });
  await addInstance(page, simulator, 'prod');

  // What the rule makes of each robot is shown before anything is sent.
  await goTo(page, 'Robots');
  for (const name of [/deploy/, /team-a\+ci/]) {
    await page.getByRole('row', { name }).locator('[data-box]').click();
  }
  await page
    .getByRole('region', { name: 'Selection' })
    .getByRole('button', { name: 'Change permissions' })
    .click();
  const rules = page.getByRole('dialog', { name: 'Permissions of 2 robots' });
  await rules.getByRole('radio', { name: /^Add/ }).check();
  await rules.getByRole('checkbox', { name: 'artifact read' }).check();
  await rules.getByRole('button', { name: 'Plan this' }).click();
  await expect(page.getByRole('button', { name: '2 can be sent' })).toBeVisible();
  expect(grantsAt(simulator, 'deploy')).toEqual(['repository:pull']);
  await done(page, 'Change 2 robots', 2);
  for (const name of ['deploy', 'team-a+ci']) {
    expect(grantsAt(simulator, name)).toEqual(['artifact:read', 'repository:pull']);
  }

  const before = robotAt(simulator, 'deploy');
  const drawer = await openRobot(page, 'deploy');
  await drawer.getByRole('button', { name: 'More changes' }).click();
  await page.getByRole('menuitem', { name: 'Recreate' }).click();
  const recreate = page.getByRole('dialog', { name: 'Recreate robot$deploy' });
  await expect(recreate).toContainText('its secret stops working');
  await recreate.getByRole('button', { name: 'Plan this' }).click();
  await page.getByRole('button', { name: 'Recreate 1 robot' }).click();
  const question = page.getByRole('dialog', { name: 'Recreate 1 robot?' });
  await expect(question.getByRole('button', { name: 'Recreate 1 robot' })).toBeDisabled();
  await question.getByRole('textbox').fill('robot$deploy');
  await question.getByRole('button', { name: 'Recreate 1 robot' }).click();
  const sheet = page.getByRole('dialog', { name: /^Secret of robot\$/ });
  await sheet.getByRole('button', { name: 'Keep in the vault' }).click();
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  const after = robotAt(simulator, 'deploy');
  expect(after?.id).not.toBe(before?.id);
  expect(grantsAt(simulator, 'deploy')).toEqual(['artifact:read', 'repository:pull']);

  await goTo(page, 'Robots');
  await page
    .getByRole('row', { name: /ancient/ })
    .locator('[data-box]')
    .click();
  const selection = page.getByRole('region', { name: 'Selection' });
  await expect(selection.getByRole('button', { name: 'Replace' })).toBeVisible();
  await expect(selection.getByRole('button', { name: 'Refresh secret' })).toBeHidden();
  const legacy = await openRobot(page, 'ancient');
  await expect(legacy.getByRole('button', { name: 'Refresh secret' })).toBeHidden();
  await legacy.getByRole('button', { name: 'Replace' }).click();
  await expect(page.getByText(/the plan offers to delete the old robot/)).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('modern');
  await page.getByRole('checkbox', { name: 'repository pull' }).check();
  await page.getByRole('button', { name: 'Plan 1 robot' }).click();
  await page.getByRole('button', { name: /^(Create|Replace) 1 robot$/ }).click();
  await sheet.getByRole('button', { name: 'Keep in the vault' }).click();
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  const remove = page.getByRole('button', { name: 'Delete the old one…' });
  await expect(remove).toBeDisabled();
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await sheet.getByRole('button', { name: 'Reveal' }).click();
  await sheet.getByRole('button', { name: 'Close' }).last().click();
  await remove.click();
  await page.getByRole('button', { name: 'Delete 1 robot' }).click();
  const sure = page.getByRole('dialog', { name: 'Delete 1 robot?' });
  await sure
    .getByRole('textbox')
    .fill((await sure.locator('b, strong').first().textContent()) ?? '');
  await sure.getByRole('button', { name: 'Delete 1 robot' }).click();
  await expect(page.getByRole('button', { name: '1 done' })).toBeVisible();
  const names = [...simulator.state.robots.all()].map(({ name }) => name);
  expect(names.filter((name) => /ancient|modern/.test(name))).toEqual(['team-a+modern']);
  await page.goBack();
  await expect(page.getByText('1 secret of this plan')).toBeVisible();
  await expect(remove).toBeHidden();
});

const on = (namespace: string, ...pairs: string[]) => ({
  kind: 'project' as const,
  namespace,
  access: pairs.map((pair) => {
    const [resource = '', action = '', effect = ''] = pair.split(':');
    return { resource, action, effect };
  }),
});

test('recreating clears effects, and asks about denies without which a robot would gain', async ({
  page,
  harbor,
}) => {
  test.setTimeout(120_000);
  const simulator = await harbor();
  simulator.seed({
    robots: [
      { name: 'terraform', permissions: [on('team-a', 'repository:pull:allow')] },
      {
        name: 'held-back',
        permissions: [
          on('*', 'repository:pull:allow', 'repository:push:allow'),
          on('team-a', 'repository:push:deny'),
        ],
      },
    ],
  });
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  for (const name of [/terraform/, /held-back/]) {
    await page.getByRole('row', { name }).locator('[data-box]').click();
  }
  const dialog = page.getByRole('dialog', { name: /^Recreate / });
  const denies = dialog.getByRole('group', { name: 'What becomes of denies' });
  const recreateSelected = async (): Promise<void> => {
    const selection = page.getByRole('region', { name: 'Selection' });
    await selection.getByRole('button', { name: 'More changes' }).click();
    await page.getByRole('menuitem', { name: 'Recreate' }).click();
  };
  await recreateSelected();
  await expect(denies).toContainText('Without its denies, 1 robot of these would gain');
  await expect(denies).toContainText('repository:push on team-a');
  await expect(denies.getByRole('radio', { name: 'Keep these denies' })).toBeChecked();
  for (const theme of ['light', 'dark'] as const) {
    await showIn(page, theme);
    expect(await findings(page)).toEqual([]);
  }
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  // One without denies is asked nothing.
  await page
    .getByRole('row', { name: /held-back/ })
    .locator('[data-box]')
    .click();
  await recreateSelected();
  await expect(dialog).toContainText('are cleared: “allow” becomes a plain grant');
  await expect(denies).toBeHidden();
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  const drawer = await openRobot(page, 'held-back');
  await drawer.getByRole('button', { name: 'More changes' }).click();
  await page.getByRole('menuitem', { name: 'Recreate' }).click();
  await denies.getByRole('radio', { name: 'Leave out what is denied' }).check();
  await dialog.getByRole('button', { name: 'Plan this' }).click();
  await expect(page.getByText('so it may do less than before')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What changes' })).toContainText(
    'repository:push (allow) on all projects',
  );
  await page.getByRole('button', { name: 'Recreate 1 robot' }).click();
  const question = page.getByRole('dialog', { name: 'Recreate 1 robot?' });
  await question.getByRole('textbox').fill('robot$held-back');
  await question.getByRole('button', { name: 'Recreate 1 robot' }).click();
  await expect(page.getByRole('dialog', { name: /^Secret of robot\$/ })).toBeVisible();
  const { grants } = robotAt(simulator, 'held-back') ?? { grants: [] };
  expect(grants.map(({ scope, action, effect }) => [scope, action, effect])).toEqual([
    ['/project/*', 'pull', ''],
  ]);
});

test('a robot that cannot make robots because of its effects can be recreated', async ({
  page,
  harbor,
}) => {
  const simulator = await harbor();
  const holds = ['robot:create:allow', 'repository:pull:allow', 'repository:list:allow'];
  simulator.seed({
    robots: [{ name: 'maker', project: 'team-a', permissions: [on('team-a', ...holds)] }],
  });
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Permissions');
  await page.getByRole('link', { name: 'Could this robot…?' }).click();
  await page.getByRole('combobox', { name: 'Could this robot' }).fill('maker');
  await page.getByRole('option', { name: /maker/ }).click();
  const answer = page.getByRole('region', { name: 'Answer' });
  const recreate = answer.getByRole('button', { name: 'Recreate this robot…' });
  await page.getByLabel('project', { exact: true }).fill('team-a');
  await expect(answer).toContainText('Yes.');
  await expect(recreate).toBeHidden();
  await page.getByLabel('with').selectOption('Pull');
  await expect(answer).toContainText('Harbor compares that literally');
  await recreate.click();
  const dialog = page.getByRole('dialog', { name: 'Recreate robot$team-a+maker' });
  await expect(dialog).toContainText('“allow” becomes a plain grant');
});
