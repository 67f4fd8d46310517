import { onScopeDispose, type Ref } from 'vue';
import { SECRET_FORMATS } from '../../../../shared/exports/secrets/index.ts';
import { registerCommands, type Command } from '../palette/commands.ts';
import { useSecretExports } from './secret-exports-store.ts';

const ICON = 'i-lucide-file-down';

/**
 * Offers the export of these robots' secrets in the palette for as long as the component is there:
 * as such, and by each format's own name.
 * @param about Which robots, in words
 */
export function useExportCommands(targets: Ref<readonly number[]>, about: Ref<string>): void {
  const store = useSecretExports();
  const commands = (): Command[] => [
    {
      id: 'export secrets',
      group: 'Actions',
      label: targets.value.length === 1 ? 'Export the secret' : 'Export the secrets',
      about: about.value,
      words: 'docker kubernetes github gitlab env terraform vault file clipboard credentials',
      icon: ICON,
      run: () => store.ask({ keys: targets.value }),
    },
    ...SECRET_FORMATS.map(({ id, title, words }) => ({
      id: `export as ${id}`,
      group: 'Formats' as const,
      label: `Export as ${title}`,
      about: about.value,
      words,
      icon: ICON,
      run: () => store.ask({ keys: targets.value, format: id }),
    })),
  ];
  onScopeDispose(
    registerCommands('secret-exports', () => (targets.value.length === 0 ? [] : commands())),
  );
}
