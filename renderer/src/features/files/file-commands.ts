import type { Router } from 'vue-router';
import { useDefinitions } from '../definitions/definitions-store.ts';
import { registerCommands } from '../palette/commands.ts';

/** What can be done with files, in the palette. */
export function registerFileCommands(router: Router): () => void {
  const definitions = useDefinitions();
  return registerCommands('files', () => [
    {
      id: 'open definitions',
      group: 'Actions',
      label: 'Open a definition file…',
      words: 'yaml harbor-cli robots import apply compare diff',
      icon: 'i-lucide-file-diff',
      run: () => void definitions.open(router),
    },
  ]);
}
