import type { ElectronApplication, Page } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { addInstance, expect, goTo, test } from './window.ts';

const DAY = 86_400_000;
const row = (page: Page, name: string | RegExp) => page.getByRole('row', { name });
const progress = (page: Page) => page.getByText(/^[\d,]+ of 117 sent$/);

/** 120 system robots, three of which have no permissions any more, so that Harbor refuses them. */
function plantMany(simulator: Simulator): void {
  const access = [{ resource: 'repository', action: 'pull' }];
  simulator.seed({
    robots: Array.from({ length: 120 }, (_, index) => ({
      name: `bulk-${String(index).padStart(3, '0')}`,
      duration: 30,
      createdAt: Date.now() - 20 * DAY,
      permissions: [{ kind: 'project' as const, namespace: '*', access }],
    })),
  });
  for (const robot of simulator.state.robots.all()) {
    if (['bulk-007', 'bulk-070', 'bulk-119'].includes(robot.name)) robot.grants = [];
  }
}

/** Holds every change from the nth on until it is let go. */
function holdFrom(simulator: Simulator, nth: number): () => void {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let changes = 0;
  const end = simulator.faults.onRequest(({ method }) => {
    if (method !== 'PUT') return undefined;
    changes += 1;
    return changes < nth ? undefined : gate;
  });
  return () => {
    end();
    letGo();
  };
}

/** Answers the question before quitting; the texts that were asked are kept in the main process. */
const answerQuit = (app: ElectronApplication, response: number): Promise<void> =>
  app.evaluate(({ dialog }, button) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showMessageBox = ((...input: unknown[]) => {
      asked.push((input.at(-1) as { message: string }).message);
      return Promise.resolve({ response: button, checkboxChecked: false });
    }) as typeof dialog.showMessageBox;
  }, response);

const askedOf = (app: ElectronApplication): Promise<string[]> =>
  app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

const closeWindow = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());

test('renews 120 robots: three refusals, a stop in the middle, and a resume after a restart', async ({
  launch,
  harbor,
}) => {
  test.setTimeout(240_000);
  const simulator = await harbor();
  plantMany(simulator);
  const { app, page } = await launch();
  await addInstance(page, simulator, 'prod');
  await goTo(page, 'Robots');
  await page.getByRole('combobox', { name: 'Filter robots' }).fill('name:~bulk');
  await page.getByRole('combobox', { name: 'Filter robots' }).press('Enter');
  await expect(row(page, /deploy/)).toHaveCount(0);
  await page.getByRole('grid').press('Control+a');
  await page
    .getByRole('region', { name: 'Selection' })
    .getByRole('button', { name: 'Renew' })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Plan this' }).click();
  await expect(page.getByRole('button', { name: '117 can be sent' })).toBeVisible();
  await expect(page.getByRole('button', { name: '3 would be refused' })).toBeVisible();

  const first = holdFrom(simulator, 40);
  await page.getByRole('button', { name: 'Renew 117 robots' }).click();
  await expect(progress(page)).toHaveText('39 of 117 sent');
  await page.getByRole('button', { name: 'Stop after the running step' }).click();
  first();
  await expect(page.getByText('It was stopped.')).toBeVisible();
  await expect(progress(page)).not.toHaveText('117 of 117 sent');

  const second = holdFrom(simulator, 30);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible();
  await answerQuit(app, 1);
  await closeWindow(app);
  await expect.poll(() => askedOf(app)).toHaveLength(1);
  expect(await askedOf(app)).toEqual([
    expect.stringMatching(/^Steps? \d+( to \d+)? of 117 (is|are) running\.$/),
  ]);
  await expect(page.getByRole('button', { name: 'Stop after the running step' })).toBeVisible();

  await answerQuit(app, 0);
  const gone = app.waitForEvent('close');
  await closeWindow(app);
  second();
  await gone;

  const again = await launch();
  await goTo(again.page, 'Overview');
  await expect(again.page.getByText(/Purser ended in the middle, \d+ robots to go/)).toBeVisible();
  await again.page.getByRole('button', { name: /^Resume/ }).click();
  await expect(again.page.getByRole('button', { name: '117 done' })).toBeVisible();
  await expect(again.page.getByRole('button', { name: '3 not sent' })).toBeVisible();
  await again.page.getByRole('button', { name: '3 not sent' }).click();
  await expect(row(again.page, /bulk-070/)).toContainText('Not sent');
});
