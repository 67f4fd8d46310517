import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { settings as settingsSchema } from '../../../../shared/contract/settings.ts';
import type { Settings, SettingsPatch } from '../../../../shared/contract/settings.ts';
import { call, onEvent } from '../../api/index.ts';

/** The settings of this user, kept current by the main process. Defaults until they are loaded. */
export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings>(settingsSchema.parse({}));

  onEvent('settings.changed', (changed) => (settings.value = changed));

  async function load(): Promise<void> {
    settings.value = await call('settings.get');
  }

  /** Changes sections as a whole; throws an AppError when they could not be kept. */
  async function update(patch: SettingsPatch): Promise<void> {
    settings.value = await call('settings.set', patch);
  }

  return { settings, load, update };
});
