import type { NewHistory } from './history.ts';

/** What a reading found so far that cannot be told yet. */
export interface ReadingNews {
  /** Robots that are new, while it is not sure that this is still the Harbor we know. */
  readonly held: NewHistory[];
  /** Robots that are older than the last sync and were not seen by it. */
  readonly seen: NewHistory[];
}

export const noNews = (): ReadingNews => ({ held: [], seen: [] });
