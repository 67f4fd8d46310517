import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** Robots without any permission are no family. */
export const NO_FAMILY = 0;

const EMPTY = '[]';

/**
 * Which robots may do exactly the same: those of one instance and level whose permissions are the
 * same in normal form, '' and 'allow' being one effect.
 */
export function createFamilies(db: Database) {
  const entries = db
    .prepare<[number], string>('SELECT entries FROM permission_set WHERE num = ?')
    .pluck();
  /** Sets that grant the same, by the number of each; a set never changes under its number. */
  const alike = new Map<number, string>();
  const numbers = new Map<string, number>();
  const sizes = new Map<number, number>();
  const digestOf = (set: number): string => {
    const known = alike.get(set);
    if (known !== undefined) return known;
    const text = (entries.get(set) ?? EMPTY).replaceAll('"effect":"allow"', '"effect":""');
    const digest = text === EMPTY ? '' : createHash('sha256').update(text).digest('base64');
    alike.set(set, digest);
    return digest;
  };

  const numberOf = (instance: number, level: number, set: number): number => {
    const digest = digestOf(set);
    if (digest === '') return NO_FAMILY;
    const name = `${instance} ${level} ${digest}`;
    const known = numbers.get(name);
    if (known !== undefined) return known;
    numbers.set(name, numbers.size + 1);
    return numbers.size;
  };

  return {
    /** The family of a robot with this permission set. */
    of: numberOf,
    sizeOf: (family: number): number => (family === NO_FAMILY ? 0 : (sizes.get(family) ?? 0)),
    grow: (family: number, by: number): void =>
      void sizes.set(family, (sizes.get(family) ?? 0) + by),
    clear(): void {
      alike.clear();
      numbers.clear();
      sizes.clear();
    },
  };
}

export type Families = ReturnType<typeof createFamilies>;
