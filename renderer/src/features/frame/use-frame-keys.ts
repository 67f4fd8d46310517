import { onScopeDispose } from 'vue';
import { useRouter } from 'vue-router';
import { call, onEvent } from '../../api/index.ts';
import { isOnTop, isTyping } from '../../ui/keys.ts';
import { addressOf } from '../robots/address.ts';
import { catchTyping } from '../palette/typed-ahead.ts';
import { useSettings } from '../settings/settings-store.ts';
import { registerFrameCommands } from './frame-commands.ts';
import { overlay } from './overlay.ts';
import { PAGES } from './pages.ts';
import { findShortcut, useAllShortcuts, useShortcuts } from './shortcuts.ts';
import type { Shortcut } from './shortcuts.ts';
import { useGo } from './use-go.ts';
import { useScope } from './use-scope.ts';

/** The keys that work on every page, the listener for all keys, and the menu's commands. */
export function useFrameKeys(): void {
  const settings = useSettings();
  const router = useRouter();
  const scope = useScope();
  const { go } = useGo();
  const shortcuts = useAllShortcuts();

  const sync = (): void => {
    const ids = [...scope.ids.value];
    void call('sync.start', ids.length > 0 ? { ids } : {});
  };
  const own: readonly Shortcut[] = [
    { keys: 'mod+k', label: 'Command palette', group: 'Everywhere', run: () => open('palette') },
    { keys: 'mod+r', label: 'Sync what is in scope', group: 'Everywhere', run: sync },
    ...PAGES.filter((page) => page.key !== '').map((page): Shortcut => ({
      keys: page.key,
      label: page.label,
      group: 'Everywhere',
      run: () => {
        go(page.name);
      },
    })),
    {
      keys: 'n',
      label: 'New robot',
      group: 'Everywhere',
      run: () => {
        go('robot-new');
      },
    },
    { keys: '?', label: 'All keys', group: 'Everywhere', run: () => open('keys') },
  ];
  useShortcuts('frame', () => own);
  onScopeDispose(registerFrameCommands(router, scope, go));

  function open(which: 'palette' | 'keys'): void {
    if (which === 'palette' && overlay.value !== which) catchTyping(window);
    overlay.value = which;
  }

  function onKeydown(event: KeyboardEvent): void {
    const found = findShortcut(event, shortcuts.value, {
      singleKeys: settings.singleKeys,
      isTyping: isTyping(event.target),
      isOnTop: isOnTop(event.target),
    });
    if (!found?.run) return;
    event.preventDefault();
    found.run();
  }
  window.addEventListener('keydown', onKeydown);
  onScopeDispose(() => {
    window.removeEventListener('keydown', onKeydown);
  });

  onEvent('app.showRobots', ({ query }) => {
    void router.push({ name: 'robots', query: addressOf({ query }) });
  });
  onEvent('app.command', ({ command }) => {
    if (command === 'palette' || command === 'keys') open(command);
    else if (command === 'sync') sync();
    else if (command === 'settings') go('settings');
    else void router.push({ name: 'instance-new' });
  });
}
