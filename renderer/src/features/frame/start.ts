import { shallowRef } from 'vue';
import type { RouteLocation, Router } from 'vue-router';
import { asAppError } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { usePlans } from '../plans/plans-store.ts';
import { useRotations } from '../rotations/rotations-store.ts';
import { useInstances } from '../instances/instances-store.ts';
import { useSecrets } from '../secrets/secrets-store.ts';
import { useSettings } from '../settings/settings-store.ts';
import { useApp } from './app-store.ts';
import { rememberPlaces, startAddress } from './last-place.ts';
import { applyTheme } from './theme.ts';

/** Why the window could not load what every page needs, if so. Nothing can be shown then. */
export const startError = shallowRef<AppError | null>(null);

/** What went wrong with something that the pages do without. */
export const laterError = shallowRef<AppError | null>(null);

/** Milliseconds that the first page waits for its data after everything else is there. */
const PATIENCE = 300;

/** Loads the code of a page, and meanwhile asks what the page will ask. */
async function loadAhead(to: RouteLocation): Promise<void> {
  const page: unknown = to.matched.at(-1)?.components?.['default'];
  const code: unknown = typeof page === 'function' ? (page as () => unknown)() : undefined;
  await Promise.all([code, to.meta.ahead?.(to)]);
}

/** Asks what every page needs. Answers whether pages can be shown; if not, `startError` says why. */
async function load(router: Router): Promise<boolean> {
  const app = useApp();
  // Probably there: whether this is the demo is not known yet. A failure is found by the page
  // itself, which says so.
  const ahead = loadAhead(router.resolve(startAddress(false))).catch(() => undefined);
  try {
    await Promise.all([app.load(), useInstances().load(), useSettings().load()]);
  } catch (thrown) {
    startError.value = asAppError(thrown);
    return false;
  }
  await Promise.race([ahead, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  rememberPlaces(router, app.info?.demo === true);
  return true;
}

/**
 * Leads to where the window was last, or to the first-run page when there is no instance, once
 * what every page needs is there. To be called before the router is in use.
 * @returns whether pages can be shown
 */
export function start(router: Router): Promise<boolean> {
  applyTheme();
  const instances = useInstances();
  const loaded = load(router);
  let isFirst = true;
  router.beforeEach(async (to) => {
    if (!(await loaded)) return false;
    const isStart = isFirst && to.redirectedFrom?.name === 'start';
    isFirst = false;
    const last = isStart ? startAddress(useApp().info?.demo === true) : to.fullPath;
    if (last !== to.fullPath) return last;
    const isFirstRun = instances.isLoaded && instances.instances.length === 0;
    if (isFirstRun && to.path === '/overview') return '/welcome';
    if (!isFirstRun && to.path === '/welcome') return '/overview';
    return true;
  });
  return loaded;
}

/** Loads what pages do without, once the first one stands. */
export async function startLater(): Promise<void> {
  try {
    await Promise.all([
      useApp().loadLater(),
      usePlans().load(),
      useSecrets().load(),
      useRotations().load(),
    ]);
  } catch (thrown) {
    laterError.value = asAppError(thrown);
  }
}
