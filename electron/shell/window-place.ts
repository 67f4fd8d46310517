import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';

/** Where the window was left, in device-independent pixels. */
export interface SavedPlace extends Rectangle {
  readonly maximized: boolean;
}

export interface Place {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

export const MIN_SIZE = { width: 900, height: 600 } as const;
const DEFAULT_SIZE = { width: 1280, height: 800 } as const;

/** So much of the title bar has to be on a screen for the window to be caught with the mouse. */
const GRIP = 80;

type Size = Pick<Rectangle, 'width' | 'height'>;

/** A size that the screen has room for, but never under the least. */
const fit = (wanted: Size, area: Rectangle | undefined): Size => ({
  width: Math.max(MIN_SIZE.width, Math.min(wanted.width, area?.width ?? wanted.width)),
  height: Math.max(MIN_SIZE.height, Math.min(wanted.height, area?.height ?? wanted.height)),
});

const isWithin = (place: Rectangle, area: Rectangle): boolean =>
  place.x + place.width >= area.x + GRIP &&
  place.x <= area.x + area.width - GRIP &&
  place.y >= area.y - 10 &&
  place.y <= area.y + area.height - GRIP;

/**
 * Where to put the window: where it was, if that is still on a screen; else its old size, or
 * 1280 × 800, in the middle. Never larger than the screen nor smaller than 900 × 600.
 *
 * @param areas Work areas of the screens, the primary one first.
 */
export const placeWindow = (saved: SavedPlace | null, areas: readonly Rectangle[]): Place => {
  if (saved === null) return { ...fit(DEFAULT_SIZE, areas[0]), maximized: false };
  const { x, y, maximized } = saved;
  for (const area of areas) {
    const place = { x, y, ...fit(saved, area) };
    if (isWithin(place, area)) return { ...place, maximized };
  }
  return { ...fit(saved, areas[0]), maximized };
};

const isPlace = (value: unknown): value is SavedPlace => {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height, maximized } = value as Record<string, unknown>;
  return (
    [x, y, width, height].every(Number.isSafeInteger) &&
    Number(width) >= 1 &&
    Number(height) >= 1 &&
    typeof maximized === 'boolean'
  );
};

/** Reads where the window was; null if that is not known. Nobody loses anything by a broken file. */
export const readPlaceSync = (file: string): SavedPlace | null => {
  try {
    const place: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isPlace(place) ? place : null;
  } catch {
    return null;
  }
};

/**
 * Remembers where the window is, before it is gone: there is no later in which to wait. A full
 * disk must not keep it from closing.
 */
export const writePlaceSync = (file: string, place: SavedPlace): void => {
  const temporary = `${file}.new`;
  try {
    writeFileSync(temporary, `${JSON.stringify(place)}\n`, { mode: 0o600 });
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
};
