import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import type { SecretQuery } from '../../../../shared/contract/secrets.ts';
import { call, onEvent } from '../../api/index.ts';
import { NOTHING_WAITS, WAITING } from './secret-words.ts';
import type { WaitingSecrets } from './secret-words.ts';

/** Which secrets the sheet shows. */
export type SheetSubject = Pick<SecretQuery, 'planId' | 'handle' | 'handles'>;

/** Secrets that wait for a person, and the one sheet of the frame. */
export const useSecrets = defineStore('secrets', () => {
  const waiting = shallowRef<WaitingSecrets>(NOTHING_WAITS);
  const sheet = shallowRef<SheetSubject | null>(null);
  const hasSheet = computed(() => sheet.value !== null);

  /** Throws the AppError with which the main process answered. */
  async function load(): Promise<void> {
    waiting.value = (await call('secrets.list', { states: [...WAITING], count: 0 })).states;
  }

  // A list that could not be read stays as it was; the page that shows it says why.
  onEvent('secrets.changed', () => void load().catch(() => undefined));

  function show(subject: SheetSubject): void {
    sheet.value = subject;
  }
  function hide(): void {
    sheet.value = null;
  }

  return { waiting, sheet, hasSheet, load, show, hide };
});
