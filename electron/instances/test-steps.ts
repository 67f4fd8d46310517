import { AppError } from '../../shared/contract/errors.ts';
import type { TestStep, TestStepName } from '../../shared/contract/instances.ts';

/** What a step found, and on the step `tls` the chain. */
export interface Found {
  readonly found: string;
  readonly certificates?: TestStep['certificates'];
}

/** The steps of one connection test as they are taken. */
export interface Steps {
  /** In the order in which they began; one entry per step. */
  readonly taken: readonly TestStep[];
  /** Takes a step. Throws what failed it, after it was reported. */
  take<T extends Found>(step: TestStepName, work: () => Promise<T>): Promise<T>;
  skip(step: TestStepName, why: string): void;
  /** Says more about a step that has passed. */
  refine(step: TestStepName, found: string): void;
}

/** Failures that show later than in the step they belong to (TLS 1.3 asks for a certificate late). */
const BELONGS_TO_TLS = /^tls-/;

export function createSteps(onStep: (step: TestStep) => void): Steps {
  const taken: TestStep[] = [];

  const report = (step: TestStep): void => {
    const at = taken.findIndex((other) => other.step === step.step);
    if (at === -1) taken.push(step);
    else taken[at] = step;
    onStep(step);
  };

  const plain = (step: TestStepName, status: TestStep['status'], found = ''): TestStep => ({
    step,
    status,
    found,
    error: null,
    certificates: [],
  });

  const fail = (step: TestStepName, error: AppError): void => {
    const before = taken.find((other) => other.step === step)?.certificates ?? [];
    const shown = error.details['certificates'];
    const certificates = Array.isArray(shown) ? (shown as TestStep['certificates']) : before;
    report({ ...plain(step, 'failed'), error: error.toShape(), certificates });
  };

  return {
    taken,
    async take(step, work) {
      report(plain(step, 'running'));
      try {
        const result = await work();
        const { found, certificates = [] } = result;
        report({ ...plain(step, 'passed', found), certificates });
        return result;
      } catch (cause) {
        const error = cause instanceof AppError ? cause : unexpected(cause);
        const isLate =
          BELONGS_TO_TLS.test(error.code) && taken.some((other) => other.step === 'tls');
        if (isLate && step !== 'tls') report(plain(step, 'skipped'));
        fail(isLate ? 'tls' : step, error);
        throw error;
      }
    },
    skip(step, why) {
      report(plain(step, 'skipped', why));
    },
    refine(step, found) {
      const before = taken.find((other) => other.step === step);
      if (before?.status === 'passed' && before.found !== found) report({ ...before, found });
    },
  };
}

const unexpected = (cause: unknown): AppError =>
  new AppError('internal', 'The connection test itself failed. Try again.', { cause });
