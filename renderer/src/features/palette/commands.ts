import { computed, shallowReactive } from 'vue';
import type { ComputedRef } from 'vue';

/** Something the palette offers. */
export interface Command {
  /** Unique within its feature. */
  readonly id: string;
  /** What it does, with a verb: "Sync all instances". */
  readonly label: string;
  /** What it is done with, for example a robot. Not searched: its name is to find the robot. */
  readonly about?: string;
  /** Icon name, for example i-lucide-refresh-cw. */
  readonly icon: string;
  /** Heading it stands under. Formats are many: they stand only where they are searched for. */
  readonly group: 'Pages' | 'Actions' | 'Instances' | 'Formats';
  /** Further words people may type for it. */
  readonly words?: string;
  /** The key that does the same, as in `KeyCap`. */
  readonly keys?: string;
  readonly run: () => void;
}

const features = shallowReactive(new Map<string, () => readonly Command[]>());

/**
 * Offers commands in the palette. The function is asked each time the palette opens, so it may
 * depend on the state of the feature. Returns the function that withdraws them.
 */
export function registerCommands(feature: string, list: () => readonly Command[]): () => void {
  features.set(feature, list);
  return () => {
    if (features.get(feature) === list) features.delete(feature);
  };
}

/** All commands of all features, in the order in which the features registered. */
export function useCommands(): ComputedRef<readonly Command[]> {
  return computed(() => [...features.values()].flatMap((list) => list()));
}
