import { setImmediate } from 'node:timers/promises';

/** Characters that are made and written at once: few enough for nobody to wait for them. */
const PIECE = 64 * 1_024;

/**
 * A text that takes long to make, a piece at a time: windows and other calls have their turn in
 * between. Throws the reason of the signal, where there is one, once that is aborted.
 */
export async function* piecesOf(
  parts: Iterable<string>,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  let text = '';
  for (const part of parts) {
    text += part;
    if (text.length < PIECE) continue;
    yield text;
    text = '';
    await setImmediate();
    signal?.throwIfAborted();
  }
  yield text;
}
