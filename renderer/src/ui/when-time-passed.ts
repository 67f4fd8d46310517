import { watch } from 'vue';
import { useNow } from './use-now.ts';

/** Seconds after which time alone has moved robots from one state to another. */
const CLOCK_EVERY = 300;

/** Calls when so much time has passed that what was asked before may be wrong by now. */
export function whenTimePassed(again: () => void): void {
  const now = useNow();
  let asked = now.value;
  watch(now, (moment) => {
    if (moment - asked < CLOCK_EVERY || document.hidden) return;
    asked = moment;
    again();
  });
}
