/**
 * Ids that instances of a file have here; undefined for one that is not here, so that nothing of
 * it is taken over.
 */
export type IdHere = (instanceId: string) => string | undefined;

/** One kind of what people entered, as a list in the file. */
export interface WorkspacePart {
  /** Its name in the file. */
  readonly name: string;
  /** What one and several of it are called. */
  readonly words: readonly [one: string, several: string];
  /** It is in backups alone. */
  readonly isRecord: boolean;
  /**
   * Everything that there is, in pieces.
   * @param forOthers Without what is of use on this computer alone
   */
  collect(forOthers: boolean): AsyncIterable<readonly unknown[]>;
  /** Adds what is not here yet and says how many that were. */
  add(items: readonly unknown[], idHere: IdHere): Promise<number>;
}

interface TypedPart<T> {
  readonly name: string;
  readonly words: WorkspacePart['words'];
  readonly isRecord?: boolean;
  readonly collect: (forOthers: boolean) => Promise<readonly T[]> | AsyncIterable<readonly T[]>;
  readonly add: (items: readonly T[], idHere: IdHere) => Promise<number>;
}

async function* once<T>(list: Promise<readonly T[]>): AsyncGenerator<readonly T[]> {
  yield await list;
}

/** A part whose items are of one type. */
export const part = <T>({
  collect,
  add,
  isRecord = false,
  ...rest
}: TypedPart<T>): WorkspacePart => ({
  ...rest,
  isRecord,
  collect: (forOthers) => {
    const all = collect(forOthers);
    return all instanceof Promise ? once(all) : all;
  },
  // Parsed by the schema of its name.
  add: (items, idHere) => add(items as readonly T[], idHere),
});
