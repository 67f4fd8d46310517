import type { CachedInstance } from '../instances.ts';
import type { Now } from '../shapes.ts';

/** What conditions are made from, beside the query. */
export interface Fleet {
  readonly thresholds: Now;
  readonly instances: readonly CachedInstance[];
}
