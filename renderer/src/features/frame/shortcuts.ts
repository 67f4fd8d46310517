import { computed, onScopeDispose, shallowReactive } from 'vue';
import type { ComputedRef } from 'vue';
import { hasMod } from '../../ui/keys.ts';

/** One key and what it does, for the listener and for the page that lists all keys. */
export interface Shortcut {
  /** For example `mod+k`, `/`, `?`, `1`; several that do the same are listed with commas. */
  readonly keys: string;
  readonly label: string;
  readonly group: 'Everywhere' | 'Table of robots' | 'Matrices' | 'Expiry';
  /** Absent where the part that has the focus handles the key itself. */
  readonly run?: () => void;
}

const features = shallowReactive(new Map<string, () => readonly Shortcut[]>());

/** Adds keys for as long as the component that asks is there. */
export function useShortcuts(feature: string, list: () => readonly Shortcut[]): void {
  features.set(feature, list);
  onScopeDispose(() => {
    if (features.get(feature) === list) features.delete(feature);
  });
}

/** All keys there are now. */
export function useAllShortcuts(): ComputedRef<readonly Shortcut[]> {
  return computed(() => [...features.values()].flatMap((list) => list()));
}

/** The keys of an event as they are written in a Shortcut: `mod+k`, `/`. */
export function comboOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  return hasMod(event) ? `mod+${key}` : key;
}

/** Where a key was pressed, and what the user wants of single keys. */
export interface KeyContext {
  readonly singleKeys: boolean;
  /** The focus is in a field. */
  readonly isTyping: boolean;
  /** The focus is in a dialog or a menu. */
  readonly isOnTop: boolean;
}

/**
 * The shortcut that an event asks for, if any. Single keys stay letters while somebody types, in
 * dialogs and menus, and where the user has switched them off.
 */
export function findShortcut(
  event: KeyboardEvent,
  shortcuts: readonly Shortcut[],
  { singleKeys, isTyping, isOnTop }: KeyContext,
): Shortcut | undefined {
  if (isOnTop || event.defaultPrevented || event.altKey || event.isComposing) return undefined;
  const combo = comboOf(event);
  const isSingle = !combo.startsWith('mod+');
  if (isSingle && (!singleKeys || isTyping || event.metaKey || event.ctrlKey)) return undefined;
  return shortcuts.find((one) => one.run && one.keys.split(',').includes(combo));
}
