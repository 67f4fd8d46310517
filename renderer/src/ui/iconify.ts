import type { IconifyIcon } from '@iconify/vue/offline';
import { h } from 'vue';
import type { FunctionalComponent } from 'vue';

/**
 * Stands in for `@iconify/vue` in the bundle: draws the icons that the bundle holds, and has no
 * code that fetches others.
 */
const icons = new Map<string, IconifyIcon>();

/** Makes an icon known, by both spellings that are in use: `lucide:plus` and `lucide-plus`. */
export function addIcon(name: string, data: IconifyIcon): void {
  icons.set(name, data);
  icons.set(name.replace(':', '-'), data);
}

/** Whether an icon can be drawn at once: always, none is ever loaded later. */
export const iconLoaded = (): boolean => true;

/** An icon by its name without the leading `i-`. Draws nothing for a name that nobody added. */
export const Icon: FunctionalComponent<{
  icon: string;
  width?: string | number;
  height?: string | number;
}> = ({ icon, width = '1em', height = '1em' }) => {
  const data = icons.get(icon);
  return h('svg', {
    'aria-hidden': true,
    viewBox: `0 0 ${data?.width ?? 24} ${data?.height ?? 24}`,
    width,
    height,
    innerHTML: data?.body ?? '',
  });
};
Icon.props = ['icon', 'mode', 'width', 'height', 'customise', 'ssr'];
