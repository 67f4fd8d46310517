import { onScopeDispose, type Ref } from 'vue';
import { registerCommands } from '../palette/commands.ts';
import { useSecretExports } from './secret-exports-store.ts';

/**
 * Offers the export of these robots' secrets in the palette for as long as the component is there.
 * @param about Which robots, in words
 */
export function useExportCommands(targets: Ref<readonly number[]>, about: Ref<string>): void {
  const store = useSecretExports();
  const withdraw = registerCommands('secret-exports', () =>
    targets.value.length === 0
      ? []
      : [
          {
            id: 'export secrets',
            group: 'Actions',
            label: targets.value.length === 1 ? 'Export the secret' : 'Export the secrets',
            about: about.value,
            words: 'docker kubernetes github gitlab env terraform vault file clipboard credentials',
            icon: 'i-lucide-file-down',
            run: () => {
              store.ask({ keys: targets.value });
            },
          },
        ],
  );
  onScopeDispose(withdraw);
}
