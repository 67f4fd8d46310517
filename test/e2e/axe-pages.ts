import type { Page } from '@playwright/test';
import { createTlsAuthority } from '../../shared/simulator/http/tls.ts';
import { scanAnswers } from './axe-answers.ts';
import { findings, showIn } from './axe-findings.ts';
import { addInstance, expect, fillIn, focusRows, goTo, openAdd, test } from './window.ts';

/** A look at what the page shows, named for the report. */
const scanning =
  (page: Page, theme: string) =>
  async (what: string): Promise<void> =>
    expect.soft(await findings(page), `${what}, ${theme}`).toEqual([]);

/**
 * The tests that look at every page in one theme. The themes are in files of their own, as files are
 * what is shared out among displays, and these are the longest.
 */
export function scanEveryPage(theme: 'light' | 'dark'): void {
  test(`nothing serious on any page, ${theme}`, async ({ page, harbor }) => {
    test.setTimeout(240_000);
    const scan = scanning(page, theme);
    const dialog = page.getByRole('dialog');
    const leave = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    };
    await showIn(page, theme);
    await scan('first run');

    await test.step('forms', async () => {
      await openAdd(page);
      await page.getByRole('button', { name: 'Add this Harbor' }).click();
      await page.getByRole('button', { name: 'Network settings' }).click();
      await page.getByRole('radio', { name: 'These as well' }).click();
      await page.getByRole('checkbox', { name: 'Harbor asks for a client certificate' }).click();
      await page.getByRole('radio', { name: 'This one' }).click();
      await scan('every field and every problem of the form');
      await page.getByRole('navigation').getByRole('link', { name: 'Instances' }).click();
      await expect(dialog).toBeVisible();
      await scan('leaving unsaved changes');
      await dialog.getByRole('button', { name: 'Leave without saving' }).click();
    });

    await test.step('instances', async () => {
      const simulator = await harbor();
      simulator.faults.add({ kind: 'internal-error', path: /ProjectID(%25|%)?3D3/i });
      await addInstance(page, simulator, 'prod');
      const secure = await harbor({ tls: createTlsAuthority().selfSigned });
      await openAdd(page);
      await fillIn(page, { url: secure.url, name: 'lab' });
      await page.getByRole('button', { name: 'Test connection' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await scan('a test that failed');
      await page.getByRole('button', { name: 'Look at the certificate' }).click();
      await expect(dialog).toBeVisible();
      await scan('a certificate');
      await dialog.getByRole('button', { name: 'Trust this certificate' }).click();
      await expect(page.getByText('The connection works.')).toBeVisible();
      await scan('a test that passed');
      await page.getByLabel('Group').fill('Test');
      await page.getByRole('button', { name: 'Add this Harbor' }).click();
      await goTo(page, 'Instances');
      await page.getByRole('button', { name: 'Details of prod' }).click();
      await scan('instances');
      await page.getByRole('button', { name: 'More for prod' }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await scan('menu of an instance');
      await page.getByRole('menuitem', { name: 'Sign in again…' }).click();
      await expect(dialog).toBeVisible();
      await scan('signing in again');
      await leave();
      await page.getByRole('button', { name: 'More for prod' }).click();
      await page.getByRole('menuitem', { name: 'Remove…' }).click();
      await expect(dialog).toBeVisible();
      await scan('removing');
      await leave();
    });

    await test.step('signing in through a provider', async () => {
      const { url } = await harbor({ oidc: {} });
      await openAdd(page);
      await page.getByLabel('Address', { exact: true }).fill(url);
      await page.getByLabel('Address', { exact: true }).blur();
      await page.getByLabel('Use plain http for this instance').check();
      await page.getByLabel('Name', { exact: true }).fill('corp');
      await page.getByRole('radio', { name: 'Provider' }).click();
      await page.getByRole('button', { name: 'Test connection' }).click();
      await expect(page.getByRole('button', { name: /^Sign in with/ })).toBeVisible();
      await scan('a sign-in that is needed');
      await page.getByRole('button', { name: 'Add this Harbor' }).click();
      await page.getByRole('button', { name: 'Sign in: corp' }).click();
      await expect(dialog).toBeVisible();
      await scan('signing in through a provider');
      await leave();
    });

    await test.step('the rest', async () => {
      await goTo(page, 'Overview');
      await expect(page.getByRole('heading', { name: 'Expire next' })).toBeVisible();
      await scan('overview');
      await goTo(page, 'Expiry');
      await page.getByRole('link', { name: 'Owners' }).click();
      await expect(page.getByRole('heading', { name: 'Rules' })).toBeVisible();
      await scan('owners');
      await goTo(page, 'Settings');
      await expect(page.getByRole('row', { name: /inventory\.db/ })).toBeVisible();
      await scan('settings');
      await page.evaluate(`location.hash = '#/definitions'`);
      await expect(page.getByText('No file is open')).toBeVisible();
      await scan('definition file');
      await page.evaluate(`location.hash = '#/secrets/check'`);
      await page
        .getByLabel('Text with credentials')
        .fill('[{"name": "robot$deploy", "secret": "Wrong-0123456789"}]');
      await page.getByRole('button', { name: 'Check this text' }).click();
      // Both instances have such a robot.
      await expect(page.getByText('Which instance?')).toBeVisible();
      await scan('secrets that were checked');
      await page.evaluate(`location.hash = '#/diagnose'`);
      await page.getByLabel('Log line, robot or image').fill('401 robot$team-b+old');
      await expect(page.getByRole('list', { name: 'Robots it may be about' })).toBeVisible();
      await scan('a login that fails');
      await goTo(page, 'Expiry');
      await page.getByRole('link', { name: 'Planner' }).click();
      await page.getByLabel('Lifetime').fill('31');
      await page.getByLabel('At most a day').fill('1');
      await page.getByRole('button', { name: 'Simulate' }).click();
      await expect(page.getByRole('region', { name: 'New dates' }).first()).toBeVisible();
      // A button that is pointed at is another colour.
      await page.mouse.move(0, 0);
      await scan('planner');
      await goTo(page, 'Robots');
      await expect(page.getByRole('row', { name: /deploy/ }).first()).toBeVisible();
      await scan('robots');
    });

    await test.step('permissions', async () => {
      await goTo(page, 'Permissions');
      const tabs = page.getByRole('navigation', { name: 'Views of permissions' });
      const matrix = page.getByRole('grid');
      for (const name of ['Robots × projects', 'Robots × permissions']) {
        await tabs.getByRole('link', { name }).click();
        await expect(matrix.getByRole('rowheader', { name: /deploy/ }).first()).toBeVisible();
        await focusRows(matrix);
        await page.keyboard.press('Enter');
        await scan(`${name}, a cell`);
        await page.keyboard.press('ArrowUp');
        await page.keyboard.press('Enter');
        await scan(`${name}, a head`);
      }
      await page.keyboard.press('Escape');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Space');
      await scan('a selection in a matrix');
      for (const [name, there] of [
        ['Who can…?', page.getByText('No robot can')],
        ['Compare', page.getByText('Nothing to compare yet')],
        ['Could this robot…?', page.getByText('Which robot?')],
        ['Before you upgrade', page.getByRole('heading', { name: /robots? holds? a permission/ })],
        ['Risk', page.getByRole('heading', { name: 'Findings' })],
        ['Catalogue', page.getByRole('link', { name: /may do repository:pull/ })],
      ] as const) {
        await tabs.getByRole('link', { name }).click();
        await expect(there).toBeVisible();
        await scan(name);
      }
      await page.getByRole('button', { name: 'repository:push' }).click();
      await scan('a permission of the catalogue');
      await goTo(page, 'Robots');
    });

    await test.step('one robot, many robots, and what lies on top', async () => {
      const grid = page.getByRole('grid', { name: 'Robots' });
      await focusRows(grid);
      await page.keyboard.press('Enter');
      await expect(page.getByText('First seen')).toBeVisible();
      await scan('a robot');
      for (const name of ['Permissions', 'API calls', 'Raw']) {
        await page.getByRole('tab', { name }).click();
        await scan(`a robot, ${name}`);
      }
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+a');
      await page.getByRole('combobox', { name: 'Filter robots' }).fill('stat:x');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('alert')).toBeVisible();
      await scan('a selection, and a filter that is wrong');
      await page.getByRole('button', { name: 'Tag', exact: true }).click();
      await expect(dialog).toBeVisible();
      await scan('tags');
      await leave();
      const selection = page.getByRole('region', { name: 'Selection' });
      await selection.getByRole('button', { name: 'Export' }).click();
      await page.getByRole('menuitem', { name: 'Secrets…' }).click();
      await expect(dialog.getByRole('listbox', { name: 'Formats' })).toBeVisible();
      await scan('exporting secrets');
      await leave();
      await page.getByRole('button', { name: 'Columns' }).click();
      await scan('columns');
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: 'Filter robots' }).fill('name:nobody');
      await expect(page.getByText('Nothing matches')).toBeVisible();
      await scan('no robots');
      await page.getByRole('button', { name: /^prod/ }).click({ button: 'right' });
      await expect(page.getByRole('menu')).toBeVisible();
      await scan('menu of an instance in the sidebar');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menu')).toHaveCount(0);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('ci');
      await expect(page.getByRole('option', { name: /team-a/ }).first()).toBeVisible();
      await scan('palette');
      await leave();
      await page.getByRole('button', { name: 'All keys' }).click();
      await expect(dialog).toBeVisible();
      await scan('keys');
      await leave();
    });
  });

  test(`nothing serious where robots are made and changed, ${theme}`, async ({ page, harbor }) => {
    test.setTimeout(240_000);
    const dialog = page.getByRole('dialog');
    const scan = scanning(page, theme);
    const leave = async (): Promise<void> => {
      await page.keyboard.press('Escape');
      await expect(dialog).toHaveCount(0);
    };
    await showIn(page, theme);
    await addInstance(page, await harbor(), 'prod');
    await goTo(page, 'Robots');

    await test.step('making robots', async () => {
      await page.getByRole('link', { name: 'New', exact: true }).click();
      await page.getByRole('button', { name: /^Plan \d+ robot/ }).click();
      await page.getByRole('radio', { name: 'Never expires' }).check();
      await page.getByRole('radio', { name: /^My own/ }).check();
      await page.getByLabel('Secret', { exact: true }).fill('short');
      await expect(page.getByRole('listbox', { name: 'Projects' })).toBeVisible();
      await scan('an empty form of a new robot, with every problem');
      await page.getByRole('button', { name: /^Choose the \d+ shown$/ }).click();
      await page.getByRole('checkbox', { name: 'Each project its own permissions' }).check();
      await page
        .getByRole('option', { name: /team-a/ })
        .last()
        .click();
      await page.getByRole('checkbox', { name: 'repository push' }).check();
      await page.getByRole('checkbox', { name: 'member create' }).check();
      await page.getByLabel('Name', { exact: true }).fill('deploy');
      await scan('a matrix, with dangers, for some of the projects');
      await page.getByRole('button', { name: 'Template' }).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await scan('templates');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Cancel', exact: true }).click();
      await dialog.getByRole('button', { name: 'Leave' }).click();
    });

    await test.step('what is asked before a change', async () => {
      const grid = page.getByRole('grid', { name: 'Robots' });
      await focusRows(grid);
      await page.keyboard.press('Enter');
      const drawer = page.getByRole('complementary');
      for (const name of ['Refresh secret', 'Change permissions']) {
        await drawer.getByRole('button', { name }).click();
        await expect(dialog).toBeVisible();
        await scan(name);
        await leave();
      }
      await drawer.getByRole('button', { name: 'More changes' }).click();
      await page.getByRole('menuitem', { name: 'Clone' }).click();
      await dialog.getByRole('group', { name: 'Onto' }).getByRole('button').first().click();
      await scan('cloning');
      await leave();
      await grid.focus();
      await page.keyboard.press('Escape');
    });
  });

  test(`nothing serious in the answers about permissions, ${theme}`, async ({ page, harbor }) => {
    test.setTimeout(120_000);
    await showIn(page, theme);
    await addInstance(page, await harbor(), 'prod');
    await goTo(page, 'Permissions');
    await scanAnswers(page, scanning(page, theme));
  });
}
