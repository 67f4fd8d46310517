import { expect, test } from 'vitest';
import { quitQuestion } from '../../../electron/shell/quit-question.ts';
import { createQuitting, type QuitParts } from '../../../electron/shell/quit.ts';
import { aPlan } from '../renderer/a-plan.ts';

const running = aPlan(
  { state: 'running' },
  { done: 34, refused: 2, running: 1, planned: 83, blocked: 4 },
);

test('asks by the step that runs, of those that are sent', () => {
  expect(quitQuestion([])).toBeNull();
  expect(quitQuestion([running])).toMatchObject({
    message: 'Step 37 of 120 is running.',
    yes: 'Finish it and quit',
    no: 'Keep running',
  });
  const four = aPlan({ state: 'running' }, { done: 36, running: 4, planned: 80 });
  expect(quitQuestion([four])?.message).toBe('Steps 37 to 40 of 120 are running.');
  expect(quitQuestion([running, four])?.message).toBe('2 plans are running.');
});

/** What was done, in order; `answers` are what the user says when asked. */
function aQuit(plans: () => readonly (typeof running)[], ...answers: boolean[]) {
  const done: string[] = [];
  const note = (what: string) => async (): Promise<void> => {
    done.push(what);
  };
  const parts: QuitParts = {
    running: plans,
    ask: async () => {
      done.push('ask');
      return answers.shift() ?? false;
    },
    finish: note('finish'),
    close: note('close'),
    quit: () => done.push('quit'),
  };
  return { done, quitting: createQuitting(parts) };
}

test('quits without a question where nothing runs', async () => {
  const { done, quitting } = aQuit(() => []);
  expect(quitting.isHeld()).toBe(false);
  expect(quitting.mayGo()).toBe(false);
  await expect.poll(() => done).toEqual(['close', 'quit']);
  expect(quitting.mayGo()).toBe(true);
});

test('keeps running where that is wanted, and asks again next time', async () => {
  const { done, quitting } = aQuit(() => [running], false, true);
  expect(quitting.isHeld()).toBe(true);
  expect(quitting.mayGo()).toBe(false);
  // A second try while the question is open asks nothing.
  expect(quitting.mayGo()).toBe(false);
  await expect.poll(() => done).toEqual(['ask']);
  expect(quitting.mayGo()).toBe(false);
  await expect.poll(() => done).toEqual(['ask', 'ask', 'finish', 'close', 'quit']);
  expect(quitting.isHeld()).toBe(false);
});
