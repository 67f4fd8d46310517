import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** Whose secrets are to be exported: robots of the table, or secrets that are here. */
export interface ExportSubject {
  readonly keys: readonly number[];
  readonly handles: readonly string[];
}

/** The one dialog of exports, asked for from any page. */
export const useSecretExports = defineStore('secret-exports', () => {
  const asked = shallowRef<ExportSubject | null>(null);

  function ask(subject: Partial<ExportSubject>): void {
    asked.value = { keys: subject.keys ?? [], handles: subject.handles ?? [] };
  }
  function hide(): void {
    asked.value = null;
  }

  return { asked, ask, hide };
});
