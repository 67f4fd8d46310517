import type { Locator, Page } from '@playwright/test';
import { expect } from './window.ts';

/** What assistive technology is told of the active cell of the matrix that is shown. */
export const activeName = (page: Page): Promise<string | null> =>
  page
    .getByRole('grid')
    .evaluate((grid) =>
      grid.ownerDocument
        .getElementById(grid.getAttribute('aria-activedescendant') ?? '')
        ?.getAttribute('aria-label'),
    )
    .then((name) => name ?? null);

/** Presses a key again and again until the active cell is called so; fails at the edge. */
export async function moveTo(page: Page, key: string, name: RegExp): Promise<void> {
  for (let now = await activeName(page); !name.test(now ?? ''); now = await activeName(page)) {
    await page.keyboard.press(key);
    await expect.poll(() => activeName(page), `${key} leads to ${name}`).not.toBe(now);
  }
}

/** Presses Tab until something has the focus, as someone without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  const hasFocus = (): Promise<boolean> =>
    target.evaluate((element) => element === element.ownerDocument.activeElement);
  for (let stops = 0; stops < 60; stops += 1) {
    if (await hasFocus()) return;
    await page.keyboard.press('Tab');
  }
  await expect(target, 'Tab leads there').toBeFocused();
}
