import type { Router } from 'vue-router';
import { call } from '../../api/index.ts';
import { usePlans } from '../plans/plans-store.ts';
import { useInstances } from '../instances/instances-store.ts';
import { registerCommands } from '../palette/commands.ts';
import type { Command } from '../palette/commands.ts';
import { useApp } from './app-store.ts';
import { overlay } from './overlay.ts';
import { PAGES } from './pages.ts';
import type { useGo } from './use-go.ts';
import type { Scope } from './use-scope.ts';

/** What the frame offers in the palette: pages, syncing, and every instance as a scope. */
export function registerFrameCommands(
  router: Router,
  scope: Scope,
  go: ReturnType<typeof useGo>['go'],
): () => void {
  const store = useInstances();
  const app = useApp();
  const plans = usePlans();

  const pages = (): Command[] =>
    PAGES.map(({ name, label, icon, key }) => ({
      id: `page ${name}`,
      group: 'Pages',
      label,
      icon,
      ...(key === '' ? {} : { keys: key }),
      run: () => void router.push({ name }),
    }));

  const actions = (): Command[] => [
    {
      id: 'new robot',
      group: 'Actions',
      label: 'New robot',
      words: 'create make add account',
      icon: 'i-lucide-plus',
      keys: 'n',
      run: () => {
        go('robot-new');
      },
    },
    {
      id: 'owners',
      group: 'Actions',
      label: 'Owners of robots',
      words: 'team person responsible message told',
      icon: 'i-lucide-users-round',
      run: () => void router.push({ name: 'owners' }),
    },
    {
      id: 'planner',
      group: 'Actions',
      label: 'Plan when robots expire',
      words: 'planner policy calendar spread dates drift',
      icon: 'i-lucide-calendar-range',
      run: () => void router.push({ name: 'planner' }),
    },
    {
      id: 'open plan',
      group: 'Actions',
      label: 'Open a saved plan…',
      words: 'file import load colleague',
      icon: 'i-lucide-folder-open',
      // The page of plans says how far it is.
      run: () => void router.push({ name: 'activity' }).then(() => plans.open(router)),
    },
    {
      id: 'sync all',
      group: 'Actions',
      label: 'Sync all instances',
      words: 'refresh read update',
      icon: 'i-lucide-refresh-cw',
      keys: 'mod+r',
      run: () => void call('sync.start', {}),
    },
    {
      id: 'add instance',
      group: 'Actions',
      label: 'Add an instance',
      words: 'new harbor registry',
      icon: 'i-lucide-plus',
      run: () => void router.push({ name: 'instance-new' }),
    },
    {
      id: 'keys',
      group: 'Actions',
      label: 'Show all keys',
      words: 'keyboard shortcuts help',
      icon: 'i-lucide-keyboard',
      keys: '?',
      run: () => (overlay.value = 'keys'),
    },
    ...(app.info?.demo
      ? [
          {
            id: 'leave demo',
            group: 'Actions' as const,
            label: 'Leave the demo',
            icon: 'i-lucide-log-out',
            run: () => void call('app.leaveDemo'),
          },
        ]
      : []),
  ];

  const instances = (): Command[] =>
    store.instances.map(({ config }) => ({
      id: `scope ${config.id}`,
      group: 'Instances',
      label: `Show only ${config.name}`,
      words: `${config.url} ${config.tags.join(' ')} scope`,
      icon: 'i-lucide-server',
      run: () => {
        scope.only(config.id);
      },
    }));

  return registerCommands('frame', () => [...actions(), ...pages(), ...instances()]);
}
