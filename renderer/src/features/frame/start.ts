import { shallowRef } from 'vue';
import type { Router } from 'vue-router';
import { asAppError } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { usePlans } from '../changes/plans-store.ts';
import { useInstances } from '../instances/instances-store.ts';
import { useSecrets } from '../secrets/secrets-store.ts';
import { useSettings } from '../settings/settings-store.ts';
import { useApp } from './app-store.ts';
import { rememberPlaces, startAddress } from './last-place.ts';
import { applyTheme } from './theme.ts';

/** Why the window could not load what every page needs, if so. */
export const startError = shallowRef<AppError | null>(null);

/**
 * Loads what every page needs while the frame is painted, and leads to the first-run page when
 * there is no instance. A failure stands on top of the page.
 */
export function start(router: Router): void {
  const app = useApp();
  const instances = useInstances();
  const settings = useSettings();
  const plans = usePlans();
  const secrets = useSecrets();
  const fail = (thrown: unknown): void => {
    startError.value ??= asAppError(thrown);
  };
  applyTheme();
  const ready = Promise.all([app.load(), instances.load(), settings.load()]).catch(fail);
  void ready.then(() => Promise.all([app.loadLater(), plans.load(), secrets.load()])).catch(fail);

  let isFirst = true;
  router.beforeEach(async (to) => {
    await ready;
    const isFirstRun = instances.isLoaded && instances.instances.length === 0;
    if (isFirst) {
      isFirst = false;
      if (to.redirectedFrom?.name === 'start') {
        const last = startAddress(app.info?.demo === true);
        if (last !== to.fullPath) return last;
      }
    }
    if (isFirstRun && to.path === '/overview') return '/welcome';
    if (!isFirstRun && to.path === '/welcome') return '/overview';
    return true;
  });
  rememberPlaces(router, () => app.info?.demo === true);
}
