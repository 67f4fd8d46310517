import { computed, onScopeDispose, ref, watch } from 'vue';
import type { Ref } from 'vue';
import { call, useTask } from '../../api/index.ts';

/** Milliseconds after which a revealed secret is hidden again. */
const SHOWN_FOR = 60_000;

/** What can be done with one secret. */
export function useSecret(handle: Readonly<Ref<string>>) {
  /** The secret while it is revealed, else null. */
  const shown = ref<string | null>(null);
  /** Seconds until the clipboard is cleared; 0 when nothing of it is there. */
  const onClipboard = ref(0);
  /** What the last login test said; null before. */
  const accepted = ref<boolean | null>(null);
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let ticking: ReturnType<typeof setInterval> | undefined;

  function hide(): void {
    clearTimeout(hiding);
    shown.value = null;
  }
  function stopCounting(): void {
    clearInterval(ticking);
    onClipboard.value = 0;
  }
  function countTo(clearsAt: number): void {
    const tick = (): void => {
      onClipboard.value = Math.max(0, Math.ceil(clearsAt - Date.now() / 1_000));
      if (onClipboard.value === 0) stopCounting();
    };
    clearInterval(ticking);
    ticking = setInterval(tick, 1_000);
    tick();
  }
  function reset(): void {
    hide();
    stopCounting();
    accepted.value = null;
  }

  const copy = useTask(async () => {
    countTo((await call('secrets.copy', { handle: handle.value })).clearsAt);
  });
  const reveal = useTask(async () => {
    const { secret } = await call('secrets.reveal', { handle: handle.value });
    shown.value = secret;
    clearTimeout(hiding);
    hiding = setTimeout(hide, SHOWN_FOR);
  });
  const test = useTask(async () => {
    accepted.value = null;
    accepted.value = (await call('secrets.test', { handle: handle.value })).accepted;
  });
  const keep = useTask(() => call('secrets.keep', { handles: [handle.value] }));
  const forget = useTask((sure: boolean) =>
    call('secrets.forget', { handles: [handle.value], sure }),
  );
  const tasks = [copy, reveal, test, keep, forget];
  const error = computed(
    () => tasks.find((task) => task.error.value !== null)?.error.value ?? null,
  );

  watch(handle, reset);
  onScopeDispose(reset);

  return { shown, onClipboard, accepted, copy, reveal, hide, test, keep, forget, error };
}
