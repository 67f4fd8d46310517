import { findings, showIn } from './axe-findings.ts';
import { value } from './bridge.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const LONG = 'a long story. '.repeat(40_000);
const edit = {
  kind: 'edit',
  description: 'told',
  permissions: null,
  until: null,
  dropStale: false,
} as const;

test('a plan that is too long to be copied says what its copy lacks', async ({
  launch,
  harbor,
}) => {
  const simulator = await harbor();
  for (const robot of simulator.state.robots.all()) {
    if (['deploy', 'backup'].includes(robot.name)) robot.description = LONG;
  }
  const { app, page } = await launch();
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  await expect(page.getByRole('row', { name: /deploy/ })).toBeVisible();
  const sort = { column: 'name', descending: false } as const;
  const wanted = { query: 'deploy,backup', scope: [], sort };
  const { keys } = await value<{ keys: Iterable<number> }>(page, 'robots.query', wanted);
  expect([...keys]).toHaveLength(2);
  await value(page, 'plans.make', { operation: edit, keys: [...keys] });
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Activity/ })
    .click();
  await page.getByRole('tab', { name: 'Plans' }).click();
  await page.getByRole('link', { name: /^Edit 2 robots on prod/ }).click();
  await expect(page.getByRole('button', { name: '2 can be sent' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByText('Copied without the last robot:')).toBeVisible();
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('1 more robot is left out.');
  for (const scheme of ['light', 'dark'] as const) {
    await showIn(page, scheme);
    expect.soft(await findings(page), scheme).toEqual([]);
  }
});
