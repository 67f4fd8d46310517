import { createRouter, createWebHashHistory } from 'vue-router';
import type { RouteLocation, Router } from 'vue-router';
import { UNUSED_DAYS } from '../../shared/robots/last-use.ts';
import { overviewQuery, overviewQuestions } from '../../shared/robots/overview-questions.ts';
import { callAhead } from './api/index.ts';
import { idsOf } from './features/frame/use-scope.ts';
import { placeOf } from './features/robots/address.ts';
import { askFirstRows } from './features/robots/first-rows.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** Asks what the page will ask when it is shown, for a start that leads there. */
    readonly ahead?: (to: RouteLocation) => Promise<unknown>;
    /** What the top bar calls the page. */
    readonly title: string;
    /** Shown without the frame: the first-run page. */
    readonly bare?: boolean;
    /** What must be there for the page to say anything; the frame says so where it is not. */
    readonly needs?: 'instance' | 'robots';
  }
}

/** The pages. Addresses are part of the hash, because the window's protocol serves one document. */
export function makeRouter(): Router {
  return createRouter({
    history: createWebHashHistory(),
    routes: [
      // Where a start leads is known once it is known whose data these are; see start.ts.
      { path: '/', name: 'start', redirect: '/overview' },
      {
        path: '/overview',
        name: 'overview',
        component: () => import('./features/fleet/OverviewPage.vue'),
        meta: {
          title: 'Overview',
          // Settings are not known yet; where they say another number it is asked again.
          ahead: (to) =>
            callAhead(
              'overview.get',
              overviewQuery(idsOf(to.query['in']), overviewQuestions(UNUSED_DAYS)),
            ),
        },
      },
      {
        path: '/robots',
        name: 'robots',
        component: () => import('./features/robots/RobotsPage.vue'),
        meta: {
          title: 'Robots',
          needs: 'instance',
          ahead: (to) => askFirstRows(placeOf(to.query)),
        },
      },
      {
        path: '/robots/new',
        name: 'robot-new',
        component: () => import('./features/create/CreatePage.vue'),
        meta: { title: 'New robot', needs: 'instance' },
      },
      {
        path: '/expiry',
        name: 'expiry',
        component: () => import('./features/expiry/ExpiryPage.vue'),
        meta: { title: 'Expiry', needs: 'robots' },
      },
      {
        path: '/owners',
        name: 'owners',
        component: () => import('./features/owners/OwnersPage.vue'),
        meta: { title: 'Owners', needs: 'robots' },
      },
      {
        path: '/expiry/planner',
        name: 'planner',
        component: () => import('./features/planner/PlannerPage.vue'),
        meta: { title: 'Planner', needs: 'robots' },
      },
      {
        path: '/permissions/:tab?',
        name: 'permissions',
        component: () => import('./features/permissions/PermissionsPage.vue'),
        props: (to) => ({ tab: String(to.params['tab'] ?? '') }),
        meta: { title: 'Permissions' },
      },
      {
        path: '/activity',
        name: 'activity',
        component: () => import('./features/activity/ActivityPage.vue'),
        meta: { title: 'Activity' },
      },
      {
        path: '/definitions',
        name: 'definitions',
        component: () => import('./features/definitions/DefinitionsPage.vue'),
        meta: { title: 'Definition file' },
      },
      {
        path: '/plans/:id',
        name: 'plan',
        component: () => import('./features/plans/PlanPage.vue'),
        props: true,
        meta: { title: 'Plan' },
      },
      {
        path: '/secrets',
        name: 'secrets',
        component: () => import('./features/secrets/SecretsPage.vue'),
        meta: { title: 'Secrets' },
      },
      {
        path: '/secrets/check',
        name: 'secret-checks',
        component: () => import('./features/secret-checks/SecretChecksPage.vue'),
        meta: { title: 'Check secrets' },
      },
      {
        path: '/diagnose',
        name: 'diagnose',
        component: () => import('./features/diagnose/DiagnosePage.vue'),
        meta: { title: 'Diagnose' },
      },
      {
        path: '/instances',
        name: 'instances',
        component: () => import('./features/instances/InstancesPage.vue'),
        meta: { title: 'Instances' },
      },
      {
        path: '/instances/new',
        name: 'instance-new',
        component: () => import('./features/instances/InstancePage.vue'),
        meta: { title: 'Add an instance' },
      },
      {
        path: '/instances/:id',
        name: 'instance',
        component: () => import('./features/instances/InstancePage.vue'),
        props: true,
        meta: { title: 'Instance' },
      },
      {
        path: '/settings',
        name: 'settings',
        component: () => import('./features/settings/SettingsPage.vue'),
        meta: { title: 'Settings' },
      },
      {
        path: '/welcome',
        name: 'welcome',
        component: () => import('./features/fleet/WelcomePage.vue'),
        meta: { title: 'Welcome', bare: true },
      },
      { path: '/:rest(.*)*', redirect: '/overview' },
    ],
  });
}
