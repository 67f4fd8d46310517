import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { LocationQueryRaw, RouteLocationRaw } from 'vue-router';
import { quoteValue } from '../../../../shared/robots/query/index.ts';
import { useScope } from '../frame/use-scope.ts';

const one = (part: unknown): string => {
  const first: unknown = Array.isArray(part) ? part[0] : part;
  return typeof first === 'string' ? first : '';
};

/** What the address of a tab says, by name; every change is a change of the address. */
export interface PermissionsPlace {
  readonly scope: ComputedRef<readonly string[]>;
  /** A part of the address; '' where it is not there. */
  readonly part: (name: string) => string;
  /** Goes to the same place with these parts; '' takes one away. */
  readonly change: (parts: Readonly<Record<string, string>>, isStep?: boolean) => void;
  /** The robots page with this query, in the same scope. */
  readonly robots: (query: string, robot?: number) => RouteLocationRaw;
}

/** The tab that is shown, as its address has it. */
export function usePermissionsPlace(): PermissionsPlace {
  const route = useRoute();
  const router = useRouter();
  const { ids } = useScope();
  // While the page is left, the route is already another's: its address is not for this page.
  const query = computed<Record<string, unknown>>((before) =>
    route.name === 'permissions' || before === undefined ? { ...route.query } : before,
  );
  return {
    scope: computed<readonly string[]>((before) =>
      before?.join() === ids.value.join() ? before : ids.value,
    ),
    part: (name) => one(query.value[name]),
    change: (parts, isStep = true) => {
      const next: LocationQueryRaw = { ...route.query };
      for (const [name, value] of Object.entries(parts)) {
        if (value === '') delete next[name];
        else next[name] = value;
      }
      const to = { path: route.path, query: next };
      void (isStep ? router.push(to) : router.replace(to));
    },
    robots: (line, robot) => ({
      name: 'robots',
      query: {
        ...(line === '' ? {} : { q: line }),
        ...(ids.value.length === 0 ? {} : { in: ids.value.join(',') }),
        ...(robot === undefined ? {} : { robot: String(robot) }),
      },
    }),
  };
}

/** A query line and one more term. */
export const withTerm = (query: string, field: string, value: string): string =>
  `${query} ${field}:${quoteValue(value)}`.trim();
