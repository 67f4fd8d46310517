import type { ReadingNews } from '../history/reading-news.ts';
import type { CachedInstance } from '../instances.ts';
import type { ReadRobot } from '../shapes.ts';

/** A reading that goes on. It lives in memory alone: who was seen is nothing to keep. */
export interface Reading {
  readonly instance: CachedInstance;
  /** Counts up per instance; robots remember the reading in which they first came. */
  readonly number: number;
  /** Epoch seconds. */
  readonly startedAt: number;
  readonly robots: Set<number>;
  readonly projects: Set<number>;
  /** Robots of the instance before this reading, gone ones not counted. */
  readonly known: number;
  /** Whether one of those was seen: this is still the Harbor we know. */
  familiar: boolean;
  /** Robots with the id of another one that we know, held back until it is. */
  readonly strangers: ReadRobot[];
  readonly news: ReadingNews;
  written: number;
}
