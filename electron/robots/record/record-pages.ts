import type { RecordLine } from './record-line.ts';

/** Entries that are read at once while saving. */
const PAGE = 500;

/** Reads up to `count` entries older than `before`, newest first. */
type ReadPage<T> = (before: number | null, count: number) => Promise<readonly T[]>;

/** All entries of one kind, newest first, a page at a time. */
export async function* linesOf<T extends { readonly id: number }, By extends RecordLine['by']>(
  by: By,
  read: ReadPage<T>,
): AsyncGenerator<T & { readonly by: By }> {
  let before: number | null = null;
  for (;;) {
    const page: readonly T[] = await read(before, PAGE);
    for (const entry of page) yield { by, ...entry };
    before = page.at(-1)?.id ?? null;
    if (page.length < PAGE) return;
  }
}

/** Two lists in the order of their time, newest first; where it is the same, `left` comes first. */
export async function* byTime(
  left: AsyncIterator<RecordLine>,
  right: AsyncIterator<RecordLine>,
): AsyncGenerator<RecordLine> {
  let [one, other] = await Promise.all([left.next(), right.next()]);
  while (one.done !== true || other.done !== true) {
    const takesLeft = other.done === true || (one.done !== true && one.value.at >= other.value.at);
    if (takesLeft) {
      if (one.done !== true) yield one.value;
      one = await left.next();
    } else {
      yield other.value;
      other = await right.next();
    }
  }
}
