import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** Whose secrets are to be exported: robots of the table, or secrets that are here. */
export interface ExportSubject {
  readonly keys: readonly number[];
  readonly handles: readonly string[];
  /** Places of an earlier export to one file, which is made again; none for a new one. */
  readonly again: readonly string[];
  /** Id of the format that was asked for; null for the one used last. */
  readonly format: string | null;
}

/** Files that hold older secrets, which are exported to again in one go. */
export interface FilesAgain {
  /** What is exported: "the secret of robot$ci". */
  readonly what: string;
  /** Each with its places: one for each robot that is in it. */
  readonly files: readonly { readonly path: string; readonly ids: readonly string[] }[];
}

/** The dialogs of exports, of which one is there at a time, asked for from any page. */
export const useSecretExports = defineStore('secret-exports', () => {
  const asked = shallowRef<ExportSubject | null>(null);
  const askedFiles = shallowRef<FilesAgain | null>(null);

  function ask(subject: Partial<ExportSubject>): void {
    const { keys = [], handles = [], again = [], format = null } = subject;
    asked.value = { keys, handles, again, format };
  }
  function askFiles(files: FilesAgain): void {
    askedFiles.value = files;
  }
  function hide(): void {
    asked.value = null;
    askedFiles.value = null;
  }

  return { asked, askedFiles, ask, askFiles, hide };
});
