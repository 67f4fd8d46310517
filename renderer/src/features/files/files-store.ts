import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { RobotChoice } from '../../../../shared/contract/inventory-calls.ts';

/** Robots that somebody wants as a file, and what that choice is called. */
export interface WantedRobots {
  readonly robots: RobotChoice;
  readonly count: number;
  /** "12 robots selected", "120 of 1 203 robots". */
  readonly words: string;
}

/** Dialogs about files, asked for from any page; one at a time. */
export const useFiles = defineStore('files', () => {
  const wanted = shallowRef<WantedRobots | null>(null);
  return {
    wanted,
    exportRobots: (robots: WantedRobots): void => void (wanted.value = robots),
    dismiss: (): void => void (wanted.value = null),
  };
});
