/** Lines across a colour, so that those who see no colours tell bars apart. */
export interface Pattern {
  /** Degrees by which the lines are turned; 0 lies flat. */
  readonly turned: number;
  /** Pixels from one line to the next. */
  readonly every: number;
}

/** Pixels. */
export const LINE = 1.5;

/** Never the colour alone, nor the theme: dark on every mark that instances can have. */
export const LINE_COLOUR = '#000000a6';

/** The first is plain: where there is one kind of bar there is nothing to tell apart. */
const PATTERNS: readonly (Pattern | null)[] = [
  null,
  { turned: 45, every: 6 },
  { turned: 0, every: 5 },
  { turned: -45, every: 6 },
  { turned: 90, every: 5 },
  { turned: 45, every: 3.5 },
  { turned: -45, every: 3.5 },
];

/** The pattern of the series at a place; after the last they begin again, in other colours. */
export const patternAt = (place: number): Pattern | null =>
  PATTERNS[place % PATTERNS.length] ?? null;
