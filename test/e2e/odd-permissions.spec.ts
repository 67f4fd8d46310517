import { findings, showIn } from './axe-findings.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const ODD = ['repository:pull', 'repository:psuh', 'helm-chart:read'];
const access = ODD.map((pair) => {
  const [resource = '', action = ''] = pair.split(':');
  return { resource, action };
});

test('every view tells what a Harbor no longer accepts from what no release ever had', async ({
  launch,
  harbor,
}) => {
  const { page } = await launch();
  const simulator = await harbor();
  simulator.seed({
    robots: [{ name: 'odd', permissions: [{ kind: 'project', namespace: 'team-a', access }] }],
  });
  await addInstance(page, simulator, 'prod');

  await test.step('the matrix has a sign for each', async () => {
    await goTo(page, 'Permissions');
    const signs = page.getByRole('list', { name: 'Signs' });
    await expect(signs).toContainText('△ in force, no longer accepted');
    await expect(signs).toContainText('? in force, unknown: no release names it');
    const grid = page.getByRole('grid', { name: 'Robots and permissions' });
    await grid.getByRole('gridcell', { name: /^in force, unknown/ }).click();
    const panel = page.getByRole('complementary', { name: /odd$/ });
    await expect(panel).toContainText('Its Harbor does not accept this permission');
  });

  await test.step('the catalogue lists what is held besides, and leads to who holds it', async () => {
    await page.getByRole('link', { name: 'Catalogue' }).click();
    const rows = page.getByRole('table').getByRole('row');
    await expect(rows.last()).toContainText('repository:psuh');
    await expect(rows.last()).toContainText('Held, and unknown');
    await expect(rows.filter({ hasText: 'helm-chart:read' })).toContainText('no longer accepted');
    await expect(page.getByRole('status').filter({ hasText: '2 held besides' })).toBeVisible();
    await rows.last().scrollIntoViewIfNeeded();
    for (const theme of ['light', 'dark'] as const) {
      await showIn(page, theme);
      expect.soft(await findings(page), `catalogue, ${theme}`).toEqual([]);
    }
    await page.getByRole('link', { name: '1 robot holds repository:psuh' }).click();
    await expect(page.getByRole('status').filter({ hasText: '1 of 7 robots' })).toBeVisible();
  });

  await test.step('the drawer and the editor say the same', async () => {
    await page.getByRole('grid', { name: 'Robots' }).getByText('odd').first().click();
    await page.getByRole('tab', { name: 'Permissions' }).click();
    const drawer = page.getByRole('complementary').last();
    await expect(drawer.getByRole('listitem').filter({ hasText: /^psuh/ })).toContainText(
      'Unknown: no release of Harbor names it',
    );
    await expect(drawer.getByText(/No longer accepted: Harbor refuses/)).toBeVisible();
  });
});
