import type { InstanceView } from '../../../../shared/contract/instances.ts';
import type { useInstanceActions } from './instance-actions.ts';

/** An entry of an instance's menu. */
export interface RowMenuItem {
  readonly label: string;
  readonly icon: string;
  readonly to?: { name: string; params: { id: string } };
  readonly color?: 'error';
  readonly onSelect?: () => void;
}

/** What can be done with an instance, in groups. */
export function rowMenu(
  view: InstanceView,
  actions: ReturnType<typeof useInstanceActions>,
): RowMenuItem[][] {
  const { id } = view.config;
  const isSyncing = view.state === 'syncing';
  const isProviders = view.login.kind === 'oidc';
  const isSignedIn = isProviders && view.login.stored === 'session';
  return [
    [
      {
        label: isSyncing ? 'Cancel sync' : 'Sync now',
        icon: isSyncing ? 'i-lucide-x' : 'i-lucide-refresh-cw',
        onSelect: () => void (isSyncing ? actions.cancelSync([id]) : actions.sync([id])),
      },
      {
        label: 'Open in browser',
        icon: 'i-lucide-external-link',
        onSelect: () => void actions.open(id),
      },
    ],
    [
      { label: 'Edit', icon: 'i-lucide-pencil', to: { name: 'instance', params: { id } } },
      isSignedIn
        ? {
            label: 'Sign out',
            icon: 'i-lucide-log-out',
            onSelect: () => void actions.signOut(id),
          }
        : {
            label: isProviders ? 'Sign in…' : 'Sign in again…',
            icon: 'i-lucide-key-round',
            onSelect: () => {
              actions.ask('sign-in', id);
            },
          },
    ],
    [
      {
        label: 'Remove…',
        icon: 'i-lucide-trash-2',
        color: 'error',
        onSelect: () => {
          actions.ask('remove', id);
        },
      },
    ],
  ];
}
