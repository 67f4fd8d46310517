import type { InstanceDraft, TestReport, TestStep } from '../../shared/contract/instances.ts';
import type { Instances } from './instances.ts';

/** Connection tests that the window has running, by the id it gave them. */
export interface ConnectionTests {
  run(testId: string, draft: InstanceDraft): Promise<TestReport>;
  /** Does nothing if the test has ended. */
  cancel(testId: string): void;
  cancelAll(): void;
}

/** @param tell is told every step as it changes. */
export const createConnectionTests = (
  instances: Pick<Instances, 'test'>,
  tell: (testId: string, step: TestStep) => void,
): ConnectionTests => {
  const running = new Map<string, AbortController>();
  return {
    run: async (testId, draft) => {
      running.get(testId)?.abort();
      const controller = new AbortController();
      running.set(testId, controller);
      try {
        return await instances.test(draft, (step) => tell(testId, step), controller.signal);
      } finally {
        if (running.get(testId) === controller) running.delete(testId);
      }
    },
    cancel: (testId) => running.get(testId)?.abort(),
    cancelAll: () => {
      for (const controller of running.values()) controller.abort();
    },
  };
};
