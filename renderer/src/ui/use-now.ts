import { readonly, ref } from 'vue';
import type { Ref } from 'vue';

const seconds = (): number => Math.floor(Date.now() / 1_000);
const now = ref(seconds());
let ticking = false;

function tick(): void {
  now.value = seconds();
}

/** This moment in epoch seconds, moving on every minute and when the window is shown again. */
export function useNow(): Readonly<Ref<number>> {
  if (!ticking) {
    ticking = true;
    setInterval(tick, 60_000);
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) tick();
    });
  }
  return readonly(now);
}
