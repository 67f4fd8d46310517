import type { ElectronApplication, Locator, Page } from '@playwright/test';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import { goTo } from './window.ts';

/** The user chooses these files, one after the other. */
export const answerFiles = (app: ElectronApplication, paths: readonly string[]): Promise<void> =>
  app.evaluate(({ dialog }, all) => {
    const left = [...all];
    dialog.showSaveDialog = (() =>
      Promise.resolve({
        canceled: false,
        filePath: left.shift() ?? '',
      })) as typeof dialog.showSaveDialog;
  }, paths);

/** Signs in as `docker login` does, with what a file of docker's holds. */
export async function login({ url }: Simulator, config: string): Promise<number> {
  const { auths } = JSON.parse(config) as { auths: Record<string, { auth: string }> };
  const auth = auths[new URL(url).host]?.auth ?? '';
  const answer = await fetch(`${url}/v2/`, { headers: { authorization: `Basic ${auth}` } });
  return answer.status;
}

/** Fills in the form of a new system robot that may pull everywhere, without planning it. */
export async function fillInRobot(page: Page, name: string): Promise<void> {
  await goTo(page, 'Robots');
  await page.getByRole('link', { name: 'New', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByRole('radio', { name: /^System robot/ }).check();
  await page.getByRole('button', { name: 'All projects' }).click();
  await page.getByRole('checkbox', { name: 'repository pull' }).check();
  await page.getByRole('button', { name: '90 days' }).click();
}

async function make(page: Page, name: string): Promise<void> {
  await fillInRobot(page, name);
  await page.getByRole('button', { name: 'Plan 1 robot' }).click();
  await page.getByRole('button', { name: /^(Create|Make) 1 robot$/ }).click();
}

/** Makes a robot whose secret stays in the vault; answers the sheet of it. */
export async function makeKept(page: Page, name: string): Promise<Locator> {
  await make(page, name);
  const sheet = page.getByRole('dialog', { name: new RegExp(`^Secret of robot\\$${name}`) });
  await sheet.getByRole('button', { name: 'Keep in the vault' }).click();
  return sheet;
}
