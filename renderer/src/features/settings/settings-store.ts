import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { Settings, SettingsPatch } from '../../../../shared/contract/settings.ts';
import { call, onEvent } from '../../api/index.ts';

/** The settings of this user, kept current by the main process. */
export const useSettings = defineStore('settings', () => {
  const loaded = shallowRef<Settings | null>(null);
  /** Throws before `load` has ended: the pages are shown after that. */
  const settings = computed(() => {
    if (loaded.value === null) throw new Error('The settings are used before they are loaded.');
    return loaded.value;
  });

  /** As the system has it until more is known. */
  const theme = computed(() => loaded.value?.theme ?? 'system');

  /** Whether keys alone do something; none does until more is known. */
  const singleKeys = computed(() => loaded.value?.keys.singleKeys ?? false);

  onEvent('settings.changed', (changed) => (loaded.value = changed));

  async function load(): Promise<void> {
    loaded.value = await call('settings.get');
  }

  /** Changes sections as a whole; throws an AppError when they could not be kept. */
  async function update(patch: SettingsPatch): Promise<void> {
    loaded.value = await call('settings.set', patch);
  }

  return { settings, theme, singleKeys, load, update };
});
