import type { Router } from 'vue-router';

const KEY = 'purser.last-place';

/**
 * The demo and the user's own data are different places: one's addresses mean nothing in the
 * other. The demo's are forgotten with the window, as the demo is.
 */
const storageOf = (isDemo: boolean): Storage => (isDemo ? sessionStorage : localStorage);

/** Where the window was when it was last closed; the overview the first time. */
export function startAddress(isDemo: boolean): string {
  const last = storageOf(isDemo).getItem(KEY);
  return last?.startsWith('/') === true && last !== '/' ? last : '/overview';
}

/** Whether the user's own window was anywhere before, so that a start leads to a page in the frame. */
export const wasAnywhere = (): boolean => localStorage.getItem(KEY) !== null;

/** Remembers every page that is reached, so that the next start comes back to it. */
export function rememberPlaces(router: Router, isDemo: boolean): void {
  router.afterEach((to, _from, failure) => {
    if (!failure && to.meta.bare !== true && to.path !== '/') {
      storageOf(isDemo).setItem(KEY, to.fullPath);
    }
  });
}
