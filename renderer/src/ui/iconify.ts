import { addIcon as add, Icon } from '@iconify/vue/offline';
import type { IconifyIcon } from '@iconify/vue/offline';

/**
 * Stands in for `@iconify/vue` in the bundle: the same component without the code that fetches
 * icons, because every icon is in the bundle.
 */
export { Icon };

/** Makes an icon known by both spellings, `lucide:plus` and `lucide-plus`. */
export function addIcon(name: string, data: IconifyIcon): void {
  add(name, data);
  add(name.replace(':', '-'), data);
}

/** Whether an icon can be drawn at once: always, none is ever loaded later. */
export const iconLoaded = (): boolean => true;
