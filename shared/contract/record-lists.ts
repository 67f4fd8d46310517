/** Lists of the journal and the history, without the schemas that are made of them. */

/**
 * How something ended. `gone`: the robot was not on its Harbor any more; `begun`: it was being sent
 * when this was written, and nobody has found out since what became of it.
 */
export const JOURNAL_RESULTS = ['done', 'differs', 'refused', 'gone', 'unknown', 'begun'] as const;

/**
 * What a sync can find changed. `seen`: made before the last sync, but not visible then;
 * `renamed`: the prefix of the instance; `secret`: its update time moved and nothing else;
 * `replaced`: none of the known robots was found.
 */
export const HISTORY_KINDS = [
  'added',
  'seen',
  'gone',
  'returned',
  'renamed',
  'permissions',
  'expiry',
  'state',
  'description',
  'secret',
  'replaced',
] as const;
