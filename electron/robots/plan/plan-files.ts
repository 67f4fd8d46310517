import type { Plan } from '../../../shared/contract/plans.ts';
import type { Desktop } from '../../ports.ts';
import { writePrivately } from '../../files/atomic-file.ts';
import { piecesOf } from '../../files/pieces.ts';
import { throttle } from '../../throttle.ts';
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

/** How many steps of a plan are written or read; 0 of 0 while that is not known yet. */
interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Milliseconds between two reports to the window. */
const REPORT_EVERY = 250;

/** The parts of a text, each told once it was taken. */
function* told(parts: Iterable<string>, onPart: (count: number) => void): Generator<string> {
  let count = 0;
  for (const part of parts) {
    yield part;
    count += 1;
    onPart(count);
  }
}

export function createPlanFiles(
  commands: Pick<Commands, 'get' | 'fileText' | 'openFile'>,
  desktop: Pick<Desktop, 'chooseSavePath' | 'pickFile'>,
  onProgress: (progress: Progress) => void,
): PlanFiles {
  /** Tells how far something is until it has ended. */
  const reporting = async <T>(work: (report: (progress: Progress) => void) => Promise<T>) => {
    const reports = throttle(REPORT_EVERY, onProgress);
    try {
      return await work(reports.say);
    } finally {
      reports.drop();
    }
  };

  return {
    async save(id) {
      const text = await commands.fileText(id);
      const { title, steps: total } = commands.get(id);
      const path = await desktop.chooseSavePath('Save the plan', fileNameOf(title));
      if (path === null) return null;
      await reporting((report) => {
        // The head of the text is a part, then each step is one, then its end.
        const onPart = (count: number): void => report({ done: Math.min(count - 1, total), total });
        return writePrivately(path, piecesOf(told(text, onPart)));
      });
      return { path };
    },
    async open() {
      const path = await desktop.pickFile('Plans of Purser', ['json']);
      if (path === null) return null;
      return reporting((report) =>
        commands.openFile(path, (done, total) => report({ done, total })),
      );
    },
  };
}
