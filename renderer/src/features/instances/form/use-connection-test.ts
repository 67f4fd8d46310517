import { computed, onScopeDispose, ref, shallowRef } from 'vue';
import { TEST_STEPS } from '../../../../../shared/contract/instance-lists.ts';
import type {
  InstanceDraft,
  TestReport,
  TestStep,
} from '../../../../../shared/contract/instances.ts';
import { asAppError, call, onEvent } from '../../../api/index.ts';
import type { AppError } from '../../../api/index.ts';

/** A step as the page lists it: those that were not reached yet wait. */
export type TestLine = Omit<TestStep, 'status'> & { status: TestStep['status'] | 'waiting' };

const waiting = (): TestLine[] =>
  TEST_STEPS.map((step) => ({ step, status: 'waiting', found: '', error: null, certificates: [] }));

/**
 * One connection test at a time: its steps as they are told, and how it ended. A test that is
 * still running when the page goes away is cancelled.
 */
export function useConnectionTest() {
  const lines = ref<TestLine[]>(waiting());
  const report = shallowRef<TestReport | null>(null);
  /** The test itself could not be run; a step that failed is in `lines`. */
  const error = shallowRef<AppError | null>(null);
  const testId = ref<string | null>(null);
  const isRunning = computed(() => testId.value !== null);
  const failed = computed(() => lines.value.find((line) => line.status === 'failed') ?? null);
  /** The chain that the server showed in the last test, leaf first. */
  const certificates = computed(
    () => lines.value.find((line) => line.step === 'tls')?.certificates ?? [],
  );

  function take(step: TestStep): void {
    lines.value = lines.value.map((line) => (line.step === step.step ? step : line));
  }

  onEvent('instances.testStep', (told) => {
    if (told.testId === testId.value) take(told.step);
  });

  /** Answers the report, or null if the test was cancelled, superseded or could not be run. */
  async function run(draft: InstanceDraft): Promise<TestReport | null> {
    await cancel();
    const mine = crypto.randomUUID();
    testId.value = mine;
    lines.value = waiting();
    report.value = null;
    error.value = null;
    try {
      const answer = await call('instances.test', { testId: mine, draft });
      if (testId.value !== mine) return null;
      answer.steps.forEach(take);
      report.value = answer;
      return answer;
    } catch (thrown) {
      if (testId.value === mine) error.value = asAppError(thrown);
      return null;
    } finally {
      if (testId.value === mine) testId.value = null;
    }
  }

  async function cancel(): Promise<void> {
    const running = testId.value;
    if (running === null) return;
    testId.value = null;
    lines.value = lines.value.map((line) =>
      line.status === 'running' ? { ...line, status: 'skipped', found: 'Cancelled' } : line,
    );
    await call('instances.cancelTest', { testId: running }).catch(() => undefined);
  }

  function reset(): void {
    lines.value = waiting();
    report.value = null;
    error.value = null;
  }

  onScopeDispose(() => void cancel());

  return { lines, report, error, isRunning, failed, certificates, run, cancel, reset };
}
