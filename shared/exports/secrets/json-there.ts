import { brokenJson } from '../broken-json.ts';
import { atPlace } from '../file-problems.ts';
import { CannotExport } from './cannot-export.ts';

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a file holds that is there. Throws CannotExport, with its place, where it is no object of JSON. */
export function jsonThere(text: string): Json {
  const broken = brokenJson(text);
  if (broken !== null) {
    throw new CannotExport(
      `What is there is not JSON, so it is left as it is. ${atPlace(broken.words, broken)} Mend it, or choose another file.`,
    );
  }
  const value: unknown = JSON.parse(text);
  if (isObject(value)) return value;
  throw new CannotExport('What is there is not a file of this kind: it is left as it is.');
}
