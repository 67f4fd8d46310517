import { AppError } from '../../shared/contract/errors.ts';
import { refusedElsewhere } from './verdict.ts';

/**
 * Milliseconds after which a trial holds nobody up any more. A wrong password is refused within
 * two seconds; what takes longer than this has not arrived anywhere, and must not keep the
 * instances waiting that can be reached.
 */
const PATIENCE = 5_000;

/** One sync's place at the gate of its login. */
export interface LoginPass {
  /**
   * Runs `ask` when it may: alone until this login is proven, freely afterwards. Throws what
   * `ask` throws, and `login-stopped` where another instance was refused meanwhile.
   */
  prove<T>(ask: () => Promise<T>): Promise<T>;
  /** The sync has ended; with the last one the proof is forgotten. */
  leave(): void;
}

interface Gate {
  inside: number;
  verdict: 'unproven' | 'proven' | 'refused';
  trial: Promise<void> | null;
}

/**
 * Lets instances that share a login prove it one after the other until one has succeeded, so
 * that a wrong password reaches a directory once and not once per instance.
 */
export function createLoginGates(): { enter(loginId: string): LoginPass } {
  const gates = new Map<string, Gate>();

  const tryAlone = async <T>(gate: Gate, ask: () => Promise<T>): Promise<T> => {
    const trial = ask();
    const judged = trial.then(
      () => {
        gate.verdict = 'proven';
      },
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'login-refused') gate.verdict = 'refused';
      },
    );
    gate.trial = judged;
    await judged;
    if (gate.trial === judged) gate.trial = null;
    return trial;
  };

  const proveAt = async <T>(gate: Gate, ask: () => Promise<T>): Promise<T> => {
    while (gate.verdict === 'unproven' && gate.trial !== null) {
      const { trial } = gate;
      await atMost(PATIENCE, trial);
      // Nobody else has begun meanwhile, so it is this one's turn.
      if (gate.trial === trial) break;
    }
    if (gate.verdict === 'proven') return ask();
    if (gate.verdict === 'unproven') return tryAlone(gate, ask);
    throw refusedElsewhere();
  };

  return {
    enter(loginId) {
      const gate = gates.get(loginId) ?? { inside: 0, verdict: 'unproven', trial: null };
      gates.set(loginId, gate);
      gate.inside += 1;
      return {
        prove: (ask) => proveAt(gate, ask),
        leave() {
          gate.inside -= 1;
          if (gate.inside === 0) gates.delete(loginId);
        },
      };
    },
  };
}

/** Waits for a promise that does not reject, or until the time is over. */
async function atMost(milliseconds: number, promise: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([promise, over]);
  clearTimeout(timer);
}
