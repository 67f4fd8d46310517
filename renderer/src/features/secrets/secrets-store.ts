import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { RobotSecret, SecretQuery } from '../../../../shared/contract/secrets.ts';
import { call, onEvent } from '../../api/index.ts';

/** Which secrets the sheet shows. */
export type SheetSubject = Pick<SecretQuery, 'planId'> & { readonly handle?: string };

/** Secrets that wait for a person, and the one sheet of the frame. */
export const useSecrets = defineStore('secrets', () => {
  const waiting = shallowRef<readonly RobotSecret[]>([]);
  const total = shallowRef(0);
  const sheet = shallowRef<SheetSubject | null>(null);
  const hasSheet = computed(() => sheet.value !== null);

  /** Throws the AppError with which the main process answered. */
  async function load(): Promise<void> {
    const found = await call('secrets.list', { states: ['new', 'pending', 'prepared'] });
    waiting.value = found.secrets;
    total.value = found.total;
  }

  // A list that could not be read stays as it was; the page that shows it says why.
  onEvent('secrets.changed', () => void load().catch(() => undefined));

  function show(subject: SheetSubject): void {
    sheet.value = subject;
  }
  function hide(): void {
    sheet.value = null;
  }

  return { waiting, total, sheet, hasSheet, load, show, hide };
});
