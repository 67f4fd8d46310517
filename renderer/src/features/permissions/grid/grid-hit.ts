import type { GridPlace } from './grid-keys.ts';

/** Where in a matrix a pointer event happened, and whether it was on the box to select. */
export function hitOf(event: MouseEvent): (GridPlace & { readonly isBox: boolean }) | null {
  if (!(event.target instanceof Element)) return null;
  const row = event.target.closest<HTMLElement>('[data-row]')?.dataset['row'];
  const column = event.target.closest('[aria-colindex]')?.ariaColIndex;
  if (row === undefined || column == null) return null;
  const isBox = event.target.closest('[data-box]') !== null;
  return { row: Number(row), column: Number(column) - 2, isBox };
}
