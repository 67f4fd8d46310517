import { expect, type Page } from '@playwright/test';
import type { PurserBridge } from '../../shared/contract/bridge.ts';
import type { CallInput, CallName } from '../../shared/contract/calls.ts';

/** What the preload script gives the page. */
export interface Bridged {
  readonly purser: PurserBridge;
}

/** Asks the main process as the window's own code does. */
export const ask = <N extends CallName>(
  page: Page,
  name: N,
  input: CallInput<N>,
): Promise<unknown> =>
  page.evaluate(([call, what]) => (globalThis as unknown as Bridged).purser.calls[call](what), [
    name,
    input,
  ] as const);

/** The answer of a call that must succeed. */
export const value = async <T, N extends CallName = CallName>(
  page: Page,
  name: N,
  input: CallInput<N>,
): Promise<T> => {
  const answer = (await ask(page, name, input)) as { ok: boolean; value: T };
  expect(answer).toMatchObject({ ok: true });
  return answer.value;
};
