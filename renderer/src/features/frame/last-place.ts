import type { Router } from 'vue-router';

const KEY = 'purser.last-place';

/** Where the window was when it was last closed; the overview the first time. */
export function startAddress(): string {
  const last = localStorage.getItem(KEY);
  return last?.startsWith('/') === true && last !== '/' ? last : '/overview';
}

/** Remembers every page that is reached, so that the next start comes back to it. */
export function rememberPlaces(router: Router): void {
  router.afterEach((to, _from, failure) => {
    if (!failure && to.meta.bare !== true) localStorage.setItem(KEY, to.fullPath);
  });
}
