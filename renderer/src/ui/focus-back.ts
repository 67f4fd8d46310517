import { nextTick, watch } from 'vue';

/** Where the focus was last, apart from what lies on top of the page. */
let last: HTMLElement | null = null;

/** Notes where the focus is, so that a dialog can give it back; begun once for the window. */
export function noteFocus(page: Document): void {
  page.addEventListener('focusin', ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    if (target.closest('[role=menu], [role=dialog], [role=listbox]') === null) last = target;
  });
}

/**
 * For the content of a dialog: what had the focus before it gets it back when it closes. An entry
 * of a menu is gone by then, so the button does that opened the menu.
 * @param begin says where the focus begins; the first that takes it when left out
 */
export function useFocusBack(begin?: (event: Event) => void) {
  let before: Element | null = null;
  return {
    onOpenAutoFocus(event: Event): void {
      before = document.activeElement;
      begin?.(event);
    },
    onCloseAutoFocus(event: Event): void {
      const isThere = before?.isConnected === true && before !== document.body;
      if (isThere && before?.closest('[role=menu]') === null) return;
      event.preventDefault();
      // What asked for it may be gone: a plan that has finished has no button to send it.
      const target = last?.isConnected === true ? last : document.getElementById('main');
      target?.focus({ preventScroll: true });
    },
  };
}

/** Whether nothing that can be used has the focus. */
const isFocusLost = (): boolean =>
  document.activeElement === document.body ||
  document.activeElement?.matches('[role=dialog]') === true;

/**
 * For buttons that are disabled while they work, by which they lose the focus: they get it back
 * afterwards, or what `instead` says where they are gone.
 */
export function useFocusKept(
  running: () => boolean,
  instead: () => HTMLElement | null | undefined,
): void {
  let before: Element | null = null;
  watch(running, async (isRunning) => {
    if (isRunning) {
      before = document.activeElement;
      return;
    }
    await nextTick();
    if (!isFocusLost()) return;
    const isBack = before?.isConnected === true && !before.matches('body, :disabled');
    const target = isBack && before instanceof HTMLElement ? before : instead();
    // What came of it may be far from the button, and is what one looks at.
    target?.focus({ preventScroll: true });
  });
}
