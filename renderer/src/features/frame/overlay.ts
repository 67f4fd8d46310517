import { shallowRef } from 'vue';

/** What lies on top of every page; one at a time. */
export type Overlay = 'palette' | 'keys';

/** The overlay that is open, or null. */
export const overlay = shallowRef<Overlay | null>(null);
