/** Milliseconds after which keys are the page's again, should the palette not come. */
const PATIENCE = 3_000;

type Keys = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'preventDefault' | 'stopPropagation'
>;

let take = (): string => '';

/**
 * Keeps what is typed from the keys that open the palette until its field is there: fast fingers
 * do not wait for it, and the page would take letters for its own keys.
 */
export function catchTyping(
  target: Pick<Window, 'addEventListener' | 'removeEventListener'>,
): void {
  take();
  let text = '';
  const onKeydown = (event: Keys): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Backspace') text = text.slice(0, -1);
    else if (event.key.length === 1) text += event.key;
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
  };
  target.addEventListener('keydown', onKeydown, { capture: true });
  const timer = setTimeout(() => take(), PATIENCE);
  take = () => {
    target.removeEventListener('keydown', onKeydown, { capture: true });
    clearTimeout(timer);
    take = () => '';
    return text;
  };
}

/** What was typed since, once; from here on keys go where the focus is. */
export const typedAhead = (): string => take();
