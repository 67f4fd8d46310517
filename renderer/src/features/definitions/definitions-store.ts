import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Router } from 'vue-router';
import type { DefinitionComparison } from '../../../../shared/contract/definition-calls.ts';
import { call, useTask } from '../../api/index.ts';

/** The file of definitions that is open, and how it stands to what is there. */
export const useDefinitions = defineStore('definitions', () => {
  const comparison = shallowRef<DefinitionComparison | null>(null);

  /** Opens a file that the user chooses, or reads the one that was chosen last once it was edited. */
  const opening = useTask(async (which: 'choose' | 'again' = 'choose') => {
    const opened = await call(which === 'again' ? 'definitions.readAgain' : 'definitions.open');
    if (opened !== null) comparison.value = opened;
  });
  const comparing = useTask(async (instances: Readonly<Record<string, string>>) => {
    if (comparison.value === null) return;
    const { id } = comparison.value;
    comparison.value = await call('definitions.compare', { id, instances: { ...instances } });
  });

  /** Lets the user choose a file, and shows its page, which says if that fails. */
  async function open(router: Router): Promise<void> {
    await opening.run();
    if (comparison.value !== null || opening.error.value !== null) {
      await router.push({ name: 'definitions' });
    }
  }

  return { comparison, opening, comparing, open };
});
