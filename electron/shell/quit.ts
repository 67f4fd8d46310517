import type { Plan } from '../../shared/contract/plans.ts';
import { quitQuestion, type QuitQuestion } from './quit-question.ts';

/** What quitting stands on. */
export interface QuitParts {
  /** Plans of which steps are being sent. */
  readonly running: () => readonly Plan[];
  /** True to quit. */
  readonly ask: (question: QuitQuestion) => Promise<boolean>;
  /** Ends all plans after the steps that are running. */
  readonly finish: () => Promise<void>;
  /** Closes files and connections. */
  readonly close: () => Promise<void>;
  /** Quits for good; what was asked before is not asked again. */
  readonly quit: () => void;
}

/** How Purser ends: never in the middle of a step without asking. */
export interface Quitting {
  /** Whether the window may close, and Purser quit, right now; otherwise it is seen to. */
  mayGo(): boolean;
  /** Whether a window that closes would leave a plan that runs, on desktops where it ends Purser. */
  isHeld(): boolean;
}

export function createQuitting({ running, ask, finish, close, quit }: QuitParts): Quitting {
  let isGoing = false;
  let isOver = false;

  const mayEnd = async (): Promise<boolean> => {
    const question = quitQuestion(running());
    if (question === null) return true;
    if (!(await ask(question))) return false;
    await finish();
    return true;
  };

  const go = async (): Promise<void> => {
    // What cannot be asked or finished is no reason to stay for ever: plans can be resumed.
    const isWanted = await mayEnd().catch(() => true);
    if (!isWanted) {
      isGoing = false;
      return;
    }
    await close();
    isOver = true;
    quit();
  };

  return {
    mayGo() {
      if (!isOver && !isGoing) {
        isGoing = true;
        void go();
      }
      return isOver;
    },
    isHeld: () => !isOver && (isGoing || running().length > 0),
  };
}
