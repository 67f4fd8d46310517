import { useRoute, useRouter } from 'vue-router';
import type { RouteLocationRaw } from 'vue-router';
import type { PageEntry } from './pages.ts';

/** A page of the sidebar, or the one that makes robots. */
type GoTo = PageEntry['name'] | 'robot-new';

/** Addresses of pages that keep the instances which the window is limited to. */
export function useGo(): {
  readonly to: (page: GoTo) => RouteLocationRaw;
  readonly go: (page: GoTo) => void;
} {
  const route = useRoute();
  const router = useRouter();
  const to = (page: GoTo): RouteLocationRaw => {
    const scope = route.query['in'];
    return { name: page, query: scope === undefined ? {} : { in: scope } };
  };
  return { to, go: (page) => void router.push(to(page)) };
}
