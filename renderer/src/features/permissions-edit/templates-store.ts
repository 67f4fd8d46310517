import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Template } from '../../../../shared/contract/templates.ts';
import { call } from '../../api/index.ts';

/** Templates that come with Purser and own ones. */
export const useTemplates = defineStore('templates', () => {
  const templates = shallowRef<readonly Template[]>([]);
  const builtIn = computed(() => templates.value.filter((one) => one.builtIn));
  const own = computed(() => templates.value.filter((one) => !one.builtIn));

  /** Each throws the AppError with which the main process answered. */
  async function load(): Promise<void> {
    templates.value = await call('templates.list');
  }
  async function save(template: Omit<Template, 'builtIn'>): Promise<void> {
    templates.value = await call('templates.save', template);
  }
  async function remove(id: string): Promise<void> {
    templates.value = await call('templates.remove', { id });
  }
  /** How many were added; null where no file was chosen. */
  async function add(): Promise<number | null> {
    const answer = await call('templates.import');
    if (answer === null) return null;
    templates.value = answer.templates;
    return answer.added;
  }

  return { templates, builtIn, own, load, save, remove, add };
});
