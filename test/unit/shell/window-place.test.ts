import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  placeWindow,
  readPlaceSync,
  writePlaceSync,
} from '../../../electron/shell/window-place.ts';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const SCREEN = { x: 1440, y: 0, width: 2560, height: 1440 };

describe('where the window opens', () => {
  it('is the middle, 1280 × 800, the first time', () => {
    expect(placeWindow(null, [LAPTOP])).toStrictEqual({
      width: 1280,
      height: 800,
      maximized: false,
    });
  });

  it('is where it was, while that screen is there', () => {
    const saved = { x: 2000, y: 100, width: 1600, height: 1000, maximized: true };
    expect(placeWindow(saved, [LAPTOP, SCREEN])).toStrictEqual(saved);
  });

  it('is the middle again, no larger than the screen, when that screen is gone', () => {
    const saved = { x: 2000, y: 100, width: 1600, height: 1000, maximized: false };
    expect(placeWindow(saved, [LAPTOP])).toStrictEqual({
      width: 1440,
      height: 875,
      maximized: false,
    });
  });

  it('leaves something of the title bar to catch, whatever was saved', () => {
    const saved = fc.record({
      x: fc.integer({ min: -9_000, max: 9_000 }),
      y: fc.integer({ min: -9_000, max: 9_000 }),
      width: fc.integer({ min: 1, max: 9_000 }),
      height: fc.integer({ min: 1, max: 9_000 }),
      maximized: fc.boolean(),
    });
    fc.assert(
      fc.property(saved, (place) => {
        const { x, y, width, height } = placeWindow(place, [LAPTOP, SCREEN]);
        expect(width).toBeGreaterThanOrEqual(900);
        expect(height).toBeGreaterThanOrEqual(600);
        if (x === undefined || y === undefined) return;
        const isSeen = [LAPTOP, SCREEN].some(
          (area) => x + width > area.x && x < area.x + area.width && y >= area.y - 10,
        );
        expect(isSeen).toBe(true);
      }),
      { seed: 9 },
    );
  });
});

describe('the file that remembers it', () => {
  it('is read as it was written, and leaves nothing beside it', () => {
    const home = mkdtempSync(join(tmpdir(), 'purser-place-'));
    const file = join(home, 'window.json');
    const place = { x: 1, y: 2, width: 1000, height: 700, maximized: false };
    expect(readPlaceSync(file)).toBeNull();
    writePlaceSync(file, place);
    expect(readPlaceSync(file)).toStrictEqual(place);
    expect(readdirSync(home)).toStrictEqual(['window.json']);
    for (const broken of ['', '{', '{"x": "1"}', '[]']) {
      writeFileSync(file, broken);
      expect(readPlaceSync(file)).toBeNull();
    }
    writePlaceSync(join(home, 'nowhere', 'window.json'), place);
    rmSync(home, { recursive: true });
  });
});
