import type { Router } from 'vue-router';
import { useDefinitions } from '../definitions/definitions-store.ts';
import { registerCommands } from '../palette/commands.ts';
import { useFiles } from './files-store.ts';

/** What can be done with files, in the palette. */
export function registerFileCommands(router: Router): () => void {
  const definitions = useDefinitions();
  const files = useFiles();
  return registerCommands('files', () => [
    {
      id: 'open definitions',
      group: 'Actions',
      label: 'Open a definition file…',
      words: 'yaml harbor-cli robots import apply compare diff',
      icon: 'i-lucide-file-diff',
      run: () => void definitions.open(router),
    },
    {
      id: 'diagnose',
      group: 'Actions',
      label: 'Diagnose a failing login…',
      words: 'log line error 401 403 unauthorized denied image pull push why',
      icon: 'i-lucide-stethoscope',
      run: () => void router.push({ name: 'diagnose' }),
    },
    {
      id: 'secrets',
      group: 'Actions',
      label: 'Secrets in the vault',
      words: 'kept keychain show export docker kubernetes forget',
      icon: 'i-lucide-key-round',
      run: () => void router.push({ name: 'secrets' }),
    },
    {
      id: 'check secrets',
      group: 'Actions',
      label: 'Check secrets…',
      words: 'verify adopt credentials docker config kubernetes login keep',
      icon: 'i-lucide-shield-check',
      run: () => void router.push({ name: 'secret-checks' }),
    },
    {
      id: 'open workspace',
      group: 'Actions',
      label: 'Open a workspace file…',
      words: 'import instances backup restore new computer',
      icon: 'i-lucide-folder-open',
      // The page says if that fails.
      run: () =>
        void router
          .push({ name: 'settings', hash: '#workspace' })
          .then(() => files.openWorkspace.run()),
    },
    {
      id: 'save workspace',
      group: 'Actions',
      label: 'Save the workspace…',
      words: 'export instances backup colleague',
      icon: 'i-lucide-download',
      run: () =>
        void router
          .push({ name: 'settings', hash: '#workspace' })
          .then(() => files.saveWorkspace.run('workspace')),
    },
  ]);
}
