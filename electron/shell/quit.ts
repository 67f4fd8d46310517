import type { Plan } from '../../shared/contract/plans.ts';
import { lossQuestion, quitQuestion, type QuitQuestion } from './quit-question.ts';

/** What quitting stands on. */
export interface QuitParts {
  /** Plans of which steps are being sent. */
  readonly running: () => readonly Plan[];
  /** How many new secrets end with Purser, and are with nobody else. */
  readonly inMemory: () => number;
  /** True to quit. */
  readonly ask: (question: QuitQuestion) => Promise<boolean>;
  /** Ends all plans after the steps that are running. */
  readonly finish: () => Promise<void>;
  /** Closes files and connections. */
  readonly close: () => Promise<void>;
  /** Quits for good; what was asked before is not asked again. */
  readonly quit: () => void;
}

/** How Purser ends: never in the middle of a step, or with a secret that nobody has, without asking. */
export interface Quitting {
  /** Whether the window may close, and Purser quit, right now; otherwise it is seen to. */
  mayGo(): boolean;
  /** Whether something is asked before a window closes, on desktops where that ends Purser. */
  isHeld(): boolean;
}

export function createQuitting({
  running,
  inMemory,
  ask,
  finish,
  close,
  quit,
}: QuitParts): Quitting {
  let isGoing = false;
  let isOver = false;

  const mayEnd = async (): Promise<boolean> => {
    const question = quitQuestion(running());
    if (question !== null) {
      if (!(await ask(question))) return false;
      await finish();
    }
    // A plan that was finished may have made secrets.
    const loss = lossQuestion(inMemory());
    return loss === null || ask(loss);
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
    isHeld: () => !isOver && (isGoing || running().length > 0 || inMemory() > 0),
  };
}
