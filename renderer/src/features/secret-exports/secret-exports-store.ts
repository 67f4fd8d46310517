import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** Whose secrets are to be exported: robots of the table, or secrets that are here. */
export interface ExportSubject {
  readonly keys: readonly number[];
  readonly handles: readonly string[];
  /** Places of an earlier export to one file, which is made again; none for a new one. */
  readonly again: readonly string[];
}

/** The one dialog of exports, asked for from any page. */
export const useSecretExports = defineStore('secret-exports', () => {
  const asked = shallowRef<ExportSubject | null>(null);

  function ask(subject: Partial<ExportSubject>): void {
    const { keys = [], handles = [], again = [] } = subject;
    asked.value = { keys, handles, again };
  }
  function hide(): void {
    asked.value = null;
  }

  return { asked, ask, hide };
});
