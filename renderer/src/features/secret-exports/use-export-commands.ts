import { onScopeDispose, type Ref } from 'vue';
import { counted } from '../../ui/number-words.ts';
import { registerCommands } from '../palette/commands.ts';
import { useSecretExports } from './secret-exports-store.ts';

/** Offers the export of these robots' secrets in the palette for as long as the component is there. */
export function useExportCommands(targets: Ref<readonly number[]>): void {
  const store = useSecretExports();
  const withdraw = registerCommands('secret-exports', () =>
    targets.value.length === 0
      ? []
      : [
          {
            id: 'export secrets',
            group: 'Actions',
            label: `Export the secret: ${
              targets.value.length === 1 ? 'this robot' : counted(targets.value.length, 'robot')
            }`,
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
