/** Blue, green, red and opacity, as bitmaps have them. */
type Colour = readonly [number, number, number, number];

const RED: Colour = [38, 38, 220, 255];
const WHITE: Colour = [255, 255, 255, 255];

/** How much of an icon the dot takes, and its rim of that. */
const DOT = 0.5;
const RIM = 0.22;

/**
 * Paints a red dot with a white rim into the lower right corner of an icon, so that it is seen on a
 * light and on a dark panel.
 * @param bitmap four bytes for each pixel, row by row, changed in place
 * @param size pixels of its sides
 */
export function paintDot(bitmap: Buffer, size: number): void {
  const radius = (size * DOT) / 2;
  const middle = size - radius;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const away = Math.hypot(x + 0.5 - middle, y + 0.5 - middle);
      if (away > radius) continue;
      bitmap.set(away > radius * (1 - RIM) ? WHITE : RED, (y * size + x) * 4);
    }
  }
}
