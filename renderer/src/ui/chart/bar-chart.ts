import type { RouteLocationRaw } from 'vue-router';
import { LINE, LINE_COLOUR, patternAt } from './patterns.ts';

/** One column of a picture: a stretch of time, and where its number leads. */
export interface Column {
  readonly key: string;
  /** Under the column; '' for none. */
  readonly mark: string;
  /** In full: when, and how many. */
  readonly title: string;
  /** Null where the column leads nowhere. */
  readonly to: RouteLocationRaw | null;
  readonly isChosen: boolean;
}

/** Numbers of one kind, one for each column. */
export interface Series {
  readonly key: string;
  readonly label: string;
  /** A colour of instances, as in theme.css. */
  readonly colour: string;
  readonly counts: readonly number[];
  /** Whether its bars hang below the line. */
  readonly isBelow?: boolean;
}

/** What a picture of bars shows. */
export interface BarData {
  readonly columns: readonly Column[];
  readonly series: readonly Series[];
  /** Writes each column's number above it, instead of an axis at the side. */
  readonly showsCounts: boolean;
}

/** The marks of instances as SVG takes them: a theme that changes needs no new drawing. */
export const markColour = (colour: string): string => `var(--mark-${colour})`;

/** The same with the pattern of the series at a place, for CSS. */
export function markBackground(colour: string, place: number): string {
  const pattern = patternAt(place);
  if (pattern === null) return markColour(colour);
  const { turned, every } = pattern;
  // A gradient that runs down has lines that lie flat.
  return `repeating-linear-gradient(${180 + turned}deg, ${LINE_COLOUR} 0 ${LINE}px, transparent ${LINE}px ${every}px), ${markColour(colour)}`;
}
