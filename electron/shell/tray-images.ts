import { nativeImage } from 'electron';
import type { NativeImage } from 'electron';
import { paintDot } from './paint-dot.ts';

const SIZE = 22;
/** Pixels of the screen for one of the desktop's. */
const SCALES = [1, 2];

/** Purser's icon for the tray, and the same with a dot for when somebody is needed. */
export function trayImages(file: string): {
  readonly plain: NativeImage;
  readonly marked: NativeImage;
} {
  const whole = nativeImage.createFromPath(file);
  const drawn = (isMarked: boolean): NativeImage => {
    const image = nativeImage.createEmpty();
    for (const scaleFactor of SCALES) {
      const side = SIZE * scaleFactor;
      const buffer = whole.resize({ width: side, height: side }).toBitmap();
      if (isMarked) paintDot(buffer, side);
      image.addRepresentation({ scaleFactor, width: side, height: side, buffer });
    }
    return image;
  };
  return { plain: drawn(false), marked: drawn(true) };
}
