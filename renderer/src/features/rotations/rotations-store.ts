import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { Rotation } from '../../../../shared/contract/rotations.ts';
import { call, onEvent } from '../../api/index.ts';

/** Milliseconds of rest before the list is asked for again. */
const REST = 200;

/** Rotations by a second robot that are under way, kept current. */
export const useRotations = defineStore('rotations', () => {
  const rotations = shallowRef<readonly Rotation[]>([]);
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Throws the AppError with which the main process answered. */
  async function load(): Promise<void> {
    rotations.value = await call('rotations.list');
  }

  /** Their stage is seen from robots, plans and secrets, which change often while they are read. */
  function soon(): void {
    clearTimeout(timer);
    // What cannot be told now is told with the next change.
    timer = setTimeout(() => void load().catch(() => undefined), REST);
  }
  onEvent('plans.changed', soon);
  onEvent('inventory.changed', soon);
  onEvent('secrets.changed', soon);

  return { rotations, load };
});
