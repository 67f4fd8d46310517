import { useRoute, useRouter } from 'vue-router';
import type { RouteLocationRaw } from 'vue-router';
import type { PageEntry } from './pages.ts';

/** Addresses of pages that keep the instances which the window is limited to. */
export function useGo(): {
  readonly to: (page: PageEntry['name']) => RouteLocationRaw;
  readonly go: (page: PageEntry['name']) => void;
} {
  const route = useRoute();
  const router = useRouter();
  const to = (page: PageEntry['name']): RouteLocationRaw => {
    const scope = route.query['in'];
    return { name: page, query: scope === undefined ? {} : { in: scope } };
  };
  return { to, go: (page) => void router.push(to(page)) };
}
