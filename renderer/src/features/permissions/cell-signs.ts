import { CELL_WORDS, IN_SYSTEM, LEVEL_WORDS } from '../../../../shared/permissions/cell-words.ts';
import { CELLS, PLACE_LEVELS } from '../../../../shared/permissions/cells.ts';
import type { Cell, PlaceLevel } from '../../../../shared/permissions/cells.ts';
import type { CellSign } from './grid/grid-model.ts';

type Look = Omit<CellSign, 'word'>;

const OF_CELL: Readonly<Record<Cell, Look>> = {
  none: { text: '', tone: '' },
  named: { text: '●', tone: 'text-default' },
  all: { text: '◐', tone: 'text-highlighted' },
  implied: { text: '○', tone: 'text-muted' },
  denied: { text: '⊘', tone: 'text-error' },
  unaccepted: { text: '△', tone: 'text-warning' },
  unknown: { text: '?', tone: 'text-warning' },
};

/** Signs of Robots × permissions, in the order of CELLS, then of `all` in the system. */
export const CELL_SIGNS: readonly CellSign[] = [
  ...CELLS.map((cell, code) => ({ ...OF_CELL[cell], word: CELL_WORDS[code] ?? '' })),
  { ...OF_CELL.all, word: IN_SYSTEM },
];

/** The sign of `all` in a column of the system. */
export const SYSTEM_SIGN = CELLS.length;

const OF_LEVEL: Readonly<Record<PlaceLevel, Look>> = {
  none: { text: '', tone: '' },
  read: { text: 'read', tone: 'text-muted' },
  pull: { text: 'pull', tone: 'text-default' },
  push: { text: 'push', tone: 'text-highlighted' },
  change: { text: 'change', tone: 'text-warning' },
  robots: { text: 'robots', tone: 'text-error' },
  everything: { text: 'all', tone: 'text-error font-medium' },
};

/** Signs of Robots × projects, in the order of PLACE_LEVELS, then ABSENT and DANGLING. */
export const LEVEL_SIGNS: readonly CellSign[] = [
  ...PLACE_LEVELS.map((level) => OF_LEVEL[level]),
  { text: '·', tone: 'text-dimmed' },
  { text: '?', tone: 'text-warning' },
].map((look, code) => ({ ...look, word: LEVEL_WORDS[code] ?? '' }));
