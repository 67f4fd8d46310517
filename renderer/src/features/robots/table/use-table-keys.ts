import { hasMod } from '../../../ui/keys.ts';

/** What the keys of the table act on. Indexes are those of rows, from 0. */
export interface TableKeys {
  readonly count: () => number;
  /** Index of the active row, -1 for none. */
  readonly index: () => number;
  /** Rows that fit into the view. */
  readonly page: () => number;
  /** Goes to a row; `extend` selects everything up to it. */
  readonly activate: (index: number, extend: boolean) => void;
  readonly toggle: () => void;
  readonly open: () => void;
  readonly all: () => void;
  readonly escape: () => void;
}

/** The row that a key leads to, or null for keys that do not move. */
export function rowAfter(key: string, index: number, count: number, page: number): number | null {
  const last = count - 1;
  if (last < 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, index + 1);
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'PageDown':
      return Math.min(last, Math.max(0, index) + page);
    case 'PageUp':
      return Math.max(0, index - page);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** The keyboard of the grid: it belongs to the grid only while the grid itself has the focus. */
export function useTableKeys(keys: TableKeys): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.target !== event.currentTarget || event.altKey) return;
    const to = rowAfter(event.key, keys.index(), keys.count(), keys.page());
    if (to !== null && !hasMod(event)) {
      keys.activate(to, event.shiftKey);
    } else if (event.key === ' ') {
      keys.toggle();
    } else if (event.key === 'Enter') {
      keys.open();
    } else if (event.key === 'Escape') {
      keys.escape();
    } else if (event.key.toLowerCase() === 'a' && hasMod(event)) {
      keys.all();
    } else {
      return;
    }
    event.preventDefault();
  };
}
