import type { Router } from 'vue-router';

const idle = (): Promise<unknown> => new Promise((resolve) => requestIdleCallback(resolve));

/**
 * Loads the code of pages that were not opened yet, one after the other, whenever the window has
 * nothing to do. What cannot be loaded is found out by whoever opens the page.
 */
export async function loadPages(router: Pick<Router, 'getRoutes'>): Promise<void> {
  for (const { components } of router.getRoutes()) {
    const load: unknown = components?.['default'];
    if (typeof load !== 'function') continue;
    await idle();
    await Promise.resolve((load as () => unknown)()).catch(() => undefined);
  }
}
