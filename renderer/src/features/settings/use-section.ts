import { computed } from 'vue';
import type { ComputedRef } from 'vue';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { useTask } from '../../api/index.ts';
import type { Task } from '../../api/use-task.ts';
import { useSettings } from './settings-store.ts';

type SectionName = 'sync' | 'expiry' | 'reminders' | 'risk' | 'network' | 'secrets' | 'keys';

/** One section of the settings: its values, and a way to change some of them. */
export interface Section<K extends SectionName> {
  readonly values: ComputedRef<Settings[K]>;
  readonly change: Task<[part: Partial<Settings[K]>], void>;
}

/** A section that is kept as soon as it is changed. */
export function useSection<K extends SectionName>(name: K): Section<K> {
  const store = useSettings();
  const values = computed(() => store.settings[name]);
  const change = useTask((part: Partial<Settings[K]>) =>
    store.update({ [name]: { ...store.settings[name], ...part } }),
  );
  return { values, change };
}
