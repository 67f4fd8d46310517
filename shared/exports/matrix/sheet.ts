/** A matrix on its way into a file. */
export interface Sheet {
  /** "Robots and permissions". */
  readonly title: string;
  /** What it rests on, a sentence each. */
  readonly notes: readonly string[];
  readonly columns: readonly string[];
  /** The sign of a cell, by the place of its robot and of its column. */
  readonly code: (row: number, column: number) => number;
  /** Signs by code; one without words is an empty cell. */
  readonly signs: readonly SheetSign[];
}

/** A robot beside its cells. */
export interface SheetRow {
  readonly name: string;
  readonly instance: string;
  /** '' for system robots. */
  readonly project: string;
  readonly state: string;
}

export interface SheetSign {
  readonly words: string;
  /** A shape of SHAPES; told apart without colour too. */
  readonly shape: ShapeName | null;
  readonly colour: string;
}

/** Outlines within a square of 16 pixels, as parts of an SVG path from its upper left corner. */
export const SHAPES = {
  disc: 'm3 8a5 5 0 1 0 10 0a5 5 0 1 0-10 0z',
  half: 'm8 3a5 5 0 0 0 0 10z',
  ring: 'm3 8a5 5 0 1 0 10 0a5 5 0 1 0-10 0zm2 0a3 3 0 1 1 6 0a3 3 0 1 1-6 0z',
  cross: 'm4 3l4 4 4-4 1 1-4 4 4 4-1 1-4-4-4 4-1-1 4-4-4-4z',
  triangle: 'm8 3l5 10h-10z',
  diamond: 'm8 2l6 6-6 6-6-6zm0 3l-3 3 3 3 3-3z',
  bar1: 'm2 12h12v2h-12z',
  bar2: 'm2 10h12v4h-12z',
  bar3: 'm2 8h12v6h-12z',
  bar4: 'm2 6h12v8h-12z',
  bar5: 'm2 4h12v10h-12z',
  bar6: 'm2 2h12v12h-12z',
} as const;

export type ShapeName = keyof typeof SHAPES;
