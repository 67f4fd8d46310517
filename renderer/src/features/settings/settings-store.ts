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

  /** Changes under way: what is kept meanwhile is behind what the window shows. */
  let running = 0;
  onEvent('settings.changed', (changed) => {
    if (running === 0) loaded.value = changed;
  });

  async function load(): Promise<void> {
    loaded.value = await call('settings.get');
  }

  /**
   * Changes sections as a whole, here at once, so that the next change builds on this one. Throws
   * an AppError when they could not be kept; what is kept is shown again then.
   */
  async function update(patch: SettingsPatch): Promise<void> {
    running += 1;
    if (loaded.value !== null) loaded.value = { ...loaded.value, ...patch } as Settings;
    try {
      const kept = await call('settings.set', patch);
      if (running === 1) loaded.value = kept;
    } catch (thrown) {
      if (running === 1) await load().catch(() => undefined);
      throw thrown;
    } finally {
      running -= 1;
    }
  }

  return { settings, theme, singleKeys, load, update };
});
