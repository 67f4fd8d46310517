import type { Router } from 'vue-router';
import { registerCommands } from '../palette/commands.ts';
import { PERMISSIONS_TABS } from './tabs.ts';

/** Offers every view of permissions in the palette, with the instances that are in scope. */
export function registerPermissionsCommands(router: Router): () => void {
  return registerCommands('permissions', () =>
    PERMISSIONS_TABS.map(({ id, label, icon, words }) => ({
      id: `permissions ${id}`,
      group: 'Pages',
      label: `Permissions: ${label}`,
      words,
      icon,
      run: () => {
        const scope = router.currentRoute.value.query['in'];
        const query = scope === undefined ? {} : { in: scope };
        void router.push({ name: 'permissions', params: { tab: id }, query });
      },
    })),
  );
}
