import { columnLeft, ROW_HEIGHT } from './grid-model.ts';
import type { CellSign, GridSizes } from './grid-model.ts';

/** What stands at the head of a row. */
export interface RowFace {
  /** What its name begins with, paler than the rest: "robot$team+". */
  readonly lead: string;
  readonly name: string;
  /** In full, with its instance. */
  readonly title: string;
  /** Of the instance. */
  readonly colour: string;
}

/** One cell as it is to be drawn. */
export interface DrawnCell {
  readonly column: number;
  readonly sign: CellSign;
  /** A line stands before it. */
  readonly starts: boolean;
}

interface CellElement {
  readonly element: HTMLElement;
  readonly text: Text;
  column: number;
  sign: CellSign | null;
  starts: boolean;
}

const NO_FACE: RowFace = { lead: '', name: '…', title: '', colour: '' };

function make(className: string, parent: HTMLElement, role?: string): HTMLElement {
  const element = document.createElement(role === undefined ? 'span' : 'div');
  element.className = className;
  if (role === undefined) element.ariaHidden = 'true';
  else element.setAttribute('role', role);
  parent.append(element);
  return element;
}

function makeText(className: string, parent: HTMLElement): Text {
  const element = document.createElement('span');
  element.className = className;
  const text = document.createTextNode('');
  element.append(text);
  parent.append(element);
  return text;
}

/**
 * The elements of one row, which are given another robot as the matrix is scrolled. Only what is
 * another than before is written: a frame of scrolling touches few of a thousand cells.
 */
export function makeGridRow(parent: HTMLElement, sizes: GridSizes) {
  const element = make('matrix-row', parent, 'row');
  const head = make('matrix-row-head', element, 'rowheader');
  head.setAttribute('aria-colindex', '1');
  const box = make('matrix-box', head);
  box.dataset['box'] = '';
  const mark = make('matrix-mark', head);
  const lead = makeText('matrix-lead', head);
  const name = makeText('matrix-name', head);
  const cells: CellElement[] = [];
  let index = -1;
  let face: RowFace = NO_FACE;
  let isSelected = false;

  const addCell = (): CellElement => {
    const cell = make('matrix-cell', element, 'gridcell');
    const text = document.createTextNode('');
    cell.append(text);
    return { element: cell, text, column: -1, sign: null, starts: false };
  };
  const labelCell = ({ element: cell, sign }: CellElement): void => {
    cell.ariaLabel = sign?.word ? sign.word : null;
  };

  return {
    element,
    /** Another row of the matrix, from 0. */
    place(next: number): void {
      if (next === index) return;
      index = next;
      element.dataset['row'] = String(index);
      element.setAttribute('aria-rowindex', String(index + 2));
      element.style.transform = `translateY(${index * ROW_HEIGHT}px)`;
    },
    show(next: RowFace = NO_FACE): void {
      if (next.name !== face.name) name.data = next.name;
      if (next.lead !== face.lead) lead.data = next.lead;
      if (next.title !== face.title) head.title = next.title;
      if (next.colour !== face.colour) mark.dataset['colour'] = next.colour;
      face = next;
    },
    select(next: boolean): void {
      if (element.ariaSelected !== null && next === isSelected) return;
      isSelected = next;
      element.ariaSelected = String(next);
      element.classList.toggle('is-selected', next);
      box.classList.toggle('is-ticked', next);
    },
    /** Draws so many cells, each by its place among the elements. */
    draw(count: number, cellAt: (slot: number) => DrawnCell): void {
      while (cells.length > count) cells.pop()?.element.remove();
      while (cells.length < count) cells.push(addCell());
      cells.forEach((cell, slot) => {
        const { column, sign, starts } = cellAt(slot);
        if (cell.column !== column) {
          cell.column = column;
          cell.element.setAttribute('aria-colindex', String(column + 2));
          cell.element.style.left = `${columnLeft(column, sizes)}px`;
        }
        if (cell.sign === sign && cell.starts === starts) return;
        if (cell.sign?.text !== sign.text) cell.text.data = sign.text;
        cell.element.className = `matrix-cell ${starts ? 'is-start ' : ''}${sign.tone}`;
        cell.sign = sign;
        cell.starts = starts;
        labelCell(cell);
      });
    },
    /**
     * Makes a cell the one that assistive technology reads, under this id and name; -1 is the head.
     * Answers what takes that back; null where the cell is not drawn.
     */
    activate(column: number, id: string, label: string): (() => void) | null {
      const cell = cells.find((one) => one.column === column);
      const active = column < 0 ? head : cell?.element;
      if (active === undefined) return null;
      active.id = id;
      active.ariaLabel = label;
      active.classList.add('is-active');
      return () => {
        active.removeAttribute('id');
        active.classList.remove('is-active');
        if (cell === undefined) head.ariaLabel = null;
        else labelCell(cell);
      };
    },
  };
}

export type GridRow = ReturnType<typeof makeGridRow>;
