import type { Plan } from '../../../shared/contract/plans.ts';
import type { Desktop } from '../../ports.ts';
import { writePrivately } from '../../files/atomic-file.ts';
import { piecesOf } from '../../files/pieces.ts';
import type { Commands } from '../commands.ts';

/** Plans as files, so that a colleague can check and apply them on another computer. */
export interface PlanFiles {
  /** Saves a plan where the user wants it; null if they did not. Throws `file-failed`, `disk-full`. */
  save(id: string): Promise<{ path: string } | null>;
  /** Opens the file that the user chooses as a plan of its own; null if they did not. Throws `file-failed`, `file-invalid`. */
  open(): Promise<Plan | null>;
}

/** A title as part of a file name. */
const fileNameOf = (title: string): string =>
  `${title
    .replace(/[^\p{L}\p{N}.+-]+/gu, '-')
    .replace(/^[.-]+|-+$/g, '')
    .slice(0, 80)}.purser-plan.json`;

export const createPlanFiles = (
  commands: Pick<Commands, 'get' | 'fileText' | 'openFile'>,
  desktop: Pick<Desktop, 'chooseSavePath' | 'pickFile'>,
): PlanFiles => ({
  async save(id) {
    const text = await commands.fileText(id);
    const path = await desktop.chooseSavePath('Save the plan', fileNameOf(commands.get(id).title));
    if (path === null) return null;
    await writePrivately(path, piecesOf(text));
    return { path };
  },
  async open() {
    const path = await desktop.pickFile('Plans of Purser', ['json']);
    return path === null ? null : commands.openFile(path);
  },
});
