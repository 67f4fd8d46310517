import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { SnoozeMark, SnoozeWish } from '../../../../shared/contract/snoozes.ts';
import { asAppError, call } from '../../api/index.ts';
import type { AppError } from '../../api/index.ts';
import { counted } from '../../ui/number-words.ts';
import { snoozedWords } from './snooze-words.ts';

/** The last thing that was done, to be taken back. */
interface Done {
  readonly sentence: string;
  readonly keys: readonly number[];
  readonly before: readonly SnoozeMark[];
}

/** Robots whose warnings are to be put off, and the way back from the last time. */
export const useSnoozes = defineStore('snoozes', () => {
  /** The robots that the dialog is about; null while it is closed. */
  const asked = shallowRef<readonly number[] | null>(null);
  const done = shallowRef<Done | null>(null);
  const failure = shallowRef<AppError | null>(null);

  function begin(keys: readonly number[]): void {
    if (keys.length > 0) asked.value = [...keys];
  }

  /** Throws an AppError. */
  async function snooze(keys: readonly number[], wish: SnoozeWish): Promise<void> {
    const answer = await call('snoozes.set', { keys: [...keys], ...wish });
    failure.value = null;
    done.value = { sentence: snoozedWords(answer), keys, before: answer.before };
  }

  async function attempt(act: () => Promise<Done | null>): Promise<void> {
    failure.value = null;
    try {
      done.value = await act();
    } catch (thrown) {
      failure.value = asAppError(thrown);
    }
  }

  const wake = (keys: readonly number[]): Promise<void> =>
    attempt(async () => {
      const { robots, before } = await call('snoozes.wake', { keys: [...keys] });
      return { sentence: `${counted(robots, 'robot')} woken.`, keys, before };
    });

  const undo = ({ keys, before }: Done): Promise<void> =>
    attempt(async () => {
      await call('snoozes.restore', { keys: [...keys], before: [...before] });
      return null;
    });

  function dismiss(): void {
    done.value = null;
    failure.value = null;
  }

  return { asked, done, failure, begin, snooze, wake, undo, dismiss };
});
