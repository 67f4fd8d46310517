import { CELLS, PLACE_LEVELS, type Cell, type PlaceLevel } from './cells.ts';

const OF_CELL: Readonly<Record<Cell, string>> = {
  none: '',
  named: 'in named projects',
  all: 'through all projects',
  implied: 'without holding it',
  denied: 'denied',
  unaccepted: 'in force, no longer accepted',
  unknown: 'in force, unknown: no release names it',
};

/** What `all` is called in the system, where there is one place only. */
export const IN_SYSTEM = 'in the system';

/** Cells of Robots × permissions in words, in the order of CELLS. */
export const CELL_WORDS: readonly string[] = CELLS.map((cell) => OF_CELL[cell]);

const OF_LEVEL: Readonly<Record<PlaceLevel, string>> = {
  none: '',
  read: 'can read',
  pull: 'can pull',
  push: 'can push',
  change: 'can change or delete',
  robots: 'can make robots',
  everything: 'can do all of it',
};

/** Cells of Robots × projects in words, with the word that stands in the cell: PLACE_LEVELS, then ABSENT and DANGLING. */
export const LEVEL_WORDS: readonly string[] = [
  ...PLACE_LEVELS.map((level) => OF_LEVEL[level]),
  'no such project on its Harbor',
  'named, but no such project on its Harbor',
];
