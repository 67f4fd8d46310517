import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Router } from 'vue-router';
import type { DefinitionComparison } from '../../../../shared/contract/definition-calls.ts';
import { call, useTask } from '../../api/index.ts';

/** The file of definitions that is open, and how it stands to what is there. */
export const useDefinitions = defineStore('definitions', () => {
  const comparison = shallowRef<DefinitionComparison | null>(null);

  const opening = useTask(async () => {
    const opened = await call('definitions.open');
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
