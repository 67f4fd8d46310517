import { expect, test } from 'vitest';
import { lossQuestion, quitQuestion } from '../../../electron/shell/quit-question.ts';
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

test('names secrets that nobody has', () => {
  expect(lossQuestion(0)).toBeNull();
  expect(lossQuestion(1)).toMatchObject({
    message: '1 new secret is in memory alone.',
    yes: 'Quit and lose it',
  });
  expect(lossQuestion(2)?.message).toBe('2 new secrets are in memory alone.');
});

/** What was done, in order; `answers` are what the user says when asked. */
function aQuit(plans: () => readonly (typeof running)[], ...answers: boolean[]) {
  const done: string[] = [];
  const memory = { secrets: 0 };
  const note = (what: string) => async (): Promise<void> => {
    done.push(what);
  };
  const parts: QuitParts = {
    running: plans,
    inMemory: () => memory.secrets,
    ask: async ({ yes }) => {
      done.push(/lose/.test(yes) ? 'ask of secrets' : 'ask');
      return answers.shift() ?? false;
    },
    finish: note('finish'),
    close: note('close'),
    quit: () => done.push('quit'),
  };
  return { done, memory, quitting: createQuitting(parts) };
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

test('asks before secrets are lost, also those of the plan that was just finished', async () => {
  const { done, memory, quitting } = aQuit(() => [], false);
  memory.secrets = 1;
  expect(quitting.isHeld()).toBe(true);
  expect(quitting.mayGo()).toBe(false);
  await expect.poll(() => done).toEqual(['ask of secrets']);

  const both = aQuit(() => [running], true, true);
  both.memory.secrets = 2;
  both.quitting.mayGo();
  await expect.poll(() => both.done).toEqual(['ask', 'finish', 'ask of secrets', 'close', 'quit']);
});
