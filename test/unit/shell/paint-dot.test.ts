import { describe, expect, it } from 'vitest';
import { paintDot } from '../../../electron/shell/paint-dot.ts';

describe('the dot on the icon that stays', () => {
  it.each([22, 44])('fills the lower right corner of %i pixels and nothing else', (size) => {
    const bitmap = Buffer.alloc(size * size * 4);
    paintDot(bitmap, size);
    const pixel = (x: number, y: number): number[] => [
      ...bitmap.subarray((y * size + x) * 4, (y * size + x) * 4 + 4),
    ];
    const middle = Math.floor(size * 0.75);
    expect(pixel(middle, middle)).toEqual([38, 38, 220, 255]);
    expect(pixel(middle, size - 1)).toEqual([255, 255, 255, 255]);
    const half = size / 2;
    for (let place = 0; place < size; place += 1) {
      expect([...pixel(place, half - 1), ...pixel(half - 1, place)]).toEqual(Array(8).fill(0));
    }
  });
});
