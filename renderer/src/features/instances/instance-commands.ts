import type { Router } from 'vue-router';
import { registerCommands } from '../palette/commands.ts';
import type { Command } from '../palette/commands.ts';
import type { useInstanceActions } from './instance-actions.ts';
import type { useInstances } from './instances-store.ts';

/** What the palette offers for every instance: sync, edit, lock, sign in or out, open. */
export function registerInstanceCommands(
  router: Router,
  store: ReturnType<typeof useInstances>,
  actions: ReturnType<typeof useInstanceActions>,
): () => void {
  const commandsOf = ({ config, login, state }: (typeof store.instances)[number]): Command[] => {
    const { id, name, locked } = config;
    const command = (what: string, label: string, icon: string, run: () => void): Command => ({
      id: `${what} ${id}`,
      group: 'Instances',
      label,
      words: `${config.url} ${config.tags.join(' ')}`,
      icon,
      run,
    });
    return [
      state === 'syncing'
        ? command(
            'sync',
            `Cancel the sync of ${name}`,
            'i-lucide-x',
            () => void actions.cancelSync([id]),
          )
        : command('sync', `Sync ${name}`, 'i-lucide-refresh-cw', () => void actions.sync([id])),
      command(
        'edit',
        `Edit ${name}`,
        'i-lucide-pencil',
        () => void router.push({ name: 'instance', params: { id } }),
      ),
      command(
        'lock',
        locked ? `Unlock ${name}` : `Lock ${name}: change nothing there`,
        locked ? 'i-lucide-lock-open' : 'i-lucide-lock',
        () => void actions.setLocked(id, !locked),
      ),
      login.kind === 'oidc' && login.stored === 'session'
        ? command(
            'sign out',
            `Sign out of ${name}`,
            'i-lucide-log-out',
            () => void actions.signOut(id),
          )
        : command('sign in', `Sign in to ${name} again`, 'i-lucide-key-round', () => {
            actions.ask('sign-in', id);
          }),
      command(
        'open',
        `Open ${name} in the browser`,
        'i-lucide-external-link',
        () => void actions.open(id),
      ),
    ];
  };
  return registerCommands('instances', () => store.instances.flatMap(commandsOf));
}
