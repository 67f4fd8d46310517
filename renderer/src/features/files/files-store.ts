import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { RobotChoice } from '../../../../shared/contract/inventory-calls.ts';
import type { WorkspaceSummary } from '../../../../shared/contract/workspace-calls.ts';
import { call, useTask } from '../../api/index.ts';

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
  /** The workspace file that was opened, to be looked at before it is taken over. */
  const workspace = shallowRef<WorkspaceSummary | null>(null);

  /** Where the workspace was saved last; '' for nowhere, and once another file was wanted. */
  const saved = shallowRef('');

  const openWorkspace = useTask(async () => {
    saved.value = '';
    const summary = await call('workspace.open');
    if (summary !== null) workspace.value = summary;
  });
  const saveWorkspace = useTask(async (kind: 'workspace' | 'backup') => {
    saved.value = '';
    openWorkspace.error.value = null;
    saved.value = (await call('workspace.save', { kind }))?.path ?? '';
  });

  return {
    wanted,
    workspace,
    saved,
    openWorkspace,
    saveWorkspace,
    exportRobots: (robots: WantedRobots): void => void (wanted.value = robots),
    dismiss(): void {
      wanted.value = null;
      workspace.value = null;
    },
  };
});
