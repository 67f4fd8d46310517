import { defineAsyncComponent } from 'vue';
import type { Component } from 'vue';

/** One view of the permissions of all robots, under an address of its own. */
export interface PermissionsTab {
  /** Its part of the address: /permissions/catalogue. */
  readonly id: string;
  readonly label: string;
  readonly icon: string;
  /** Further words people may type for it in the palette. */
  readonly words: string;
  readonly view: Component;
  /** It says something before any Harbor was added. */
  readonly needsNothing?: boolean;
}

/** The tabs in their order; the first is shown where the address names none. */
export const PERMISSIONS_TABS: readonly PermissionsTab[] = [
  {
    id: 'robots',
    label: 'Robots × permissions',
    icon: 'i-lucide-table-2',
    words: 'matrix grid who has which rights',
    view: defineAsyncComponent(() => import('./robots/RobotsTab.vue')),
  },
  {
    id: 'projects',
    label: 'Robots × projects',
    icon: 'i-lucide-grid-3x3',
    words: 'matrix grid which robot reaches which project',
    view: defineAsyncComponent(() => import('./projects/ProjectsTab.vue')),
  },
  {
    id: 'who',
    label: 'Who can…?',
    icon: 'i-lucide-user-search',
    words: 'question may push pull delete on project which robots',
    view: defineAsyncComponent(() => import('./who/WhoTab.vue')),
  },
  {
    id: 'compare',
    label: 'Compare',
    icon: 'i-lucide-columns-2',
    words: 'difference diff two robots side by side template instances',
    view: defineAsyncComponent(() => import('./compare/CompareTab.vue')),
  },
  {
    id: 'could',
    label: 'Could this robot…?',
    icon: 'i-lucide-bot',
    words: 'make create delete robots pipeline subset rule allowed',
    view: defineAsyncComponent(() => import('./could/CouldTab.vue')),
  },
  {
    id: 'upgrade',
    label: 'Before you upgrade',
    icon: 'i-lucide-circle-arrow-up',
    words: 'harbor release version bugs refused migration',
    view: defineAsyncComponent(() => import('./upgrade/UpgradeTab.vue')),
  },
  {
    id: 'risk',
    label: 'Risk',
    icon: 'i-lucide-shield-alert',
    words: 'findings lint rules score exceptions dangerous policy',
    view: defineAsyncComponent(() => import('../risk/RiskTab.vue')),
  },
  {
    id: 'catalogue',
    label: 'Catalogue',
    icon: 'i-lucide-book-open',
    words: 'api calls version what is danger list of permissions',
    view: defineAsyncComponent(() => import('./catalogue/CatalogueTab.vue')),
    needsNothing: true,
  },
];
