import { createHash, randomBytes, randomUUID } from 'node:crypto';

const ALPHANUMERIC = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What Harbor leaves to chance: secrets, ids, the order of Go maps. */
export interface Chance {
  /** A whole number from 0 to `below` - 1; `below` is at most 2^32. */
  below(below: number): number;
  /** `length` characters of `[0-9A-Za-z]`, as Harbor's GenerateRandomString. */
  text(length: number): string;
  /** An even number of lower-case hexadecimal digits. */
  hex(length: number): string;
  /** A version 4 UUID. */
  uuid(): string;
  /** `length` bytes. */
  bytes(length: number): Buffer;
}

/** Chance by what it is for, so that with one seed a request more does not change the next secret. */
export interface ChanceSource {
  readonly secrets: Chance;
  readonly order: Chance;
  readonly ids: Chance;
}

type Bytes = (length: number) => Buffer;

const POOL = 16_384;

/** The system's random bytes, taken in large portions: one system call each would cost most of a page. */
function pooledBytes(): Bytes {
  let pool = Buffer.alloc(0);
  let used = 0;
  return (length) => {
    if (length > POOL) return randomBytes(length);
    if (used + length > pool.length) {
      pool = randomBytes(POOL);
      used = 0;
    }
    used += length;
    return pool.subarray(used - length, used);
  };
}

/** mulberry32: small, good enough to repeat a run. Not for secrets that matter. */
function seededBytes(seed: number): Bytes {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  return (length) => {
    const buffer = Buffer.alloc(length);
    for (let index = 0; index < length; index += 1) buffer[index] = next() >>> 24;
    return buffer;
  };
}

function chanceFrom(bytes: Bytes, uuid: (() => string) | undefined): Chance {
  const below = (limit: number): number => {
    const range = 2 ** 32;
    for (;;) {
      const value = bytes(4).readUInt32BE();
      if (value < range - (range % limit)) return value % limit;
    }
  };
  const hex = (length: number): string => bytes(Math.ceil(length / 2)).toString('hex');
  return {
    below,
    bytes,
    hex,
    text: (length) => {
      let text = '';
      while (text.length < length)
        for (const byte of bytes(length - text.length))
          if (byte < 4 * ALPHANUMERIC.length) text += ALPHANUMERIC[byte % ALPHANUMERIC.length];
      return text;
    },
    uuid:
      uuid ??
      (() => {
        const digits = hex(30);
        return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(12, 15)}-8${digits.slice(15, 18)}-${digits.slice(18)}`;
      }),
  };
}

/** Repeatable chance from a seed; without one, the system's random numbers. */
export function createChance(seed?: number): ChanceSource {
  if (seed === undefined) {
    const chance = chanceFrom(pooledBytes(), randomUUID);
    return { secrets: chance, order: chance, ids: chance };
  }
  const stream = (name: string): Chance =>
    chanceFrom(
      seededBytes(createHash('sha256').update(`${seed}/${name}`).digest().readUInt32BE()),
      undefined,
    );
  return { secrets: stream('secrets'), order: stream('order'), ids: stream('ids') };
}

/**
 * The order in which Go walks a map that was filled in the order given. Up to eight entries lie in
 * one group and are walked from a random slot of eight onwards, so the first entry mostly comes
 * first; larger maps come in any order.
 */
export function goMapOrder<T>(entries: readonly T[], chance: Chance): T[] {
  if (entries.length < 2) return [...entries];
  if (entries.length <= 8) {
    const start = chance.below(8);
    const slots = Array.from({ length: 8 }, (_, index) => (index + start) % 8);
    return slots.filter((slot) => slot < entries.length).map((slot) => entries[slot] as T);
  }
  const order = [...entries];
  for (let index = order.length - 1; index > 0; index -= 1) {
    const other = chance.below(index + 1);
    [order[index], order[other]] = [order[other] as T, order[index] as T];
  }
  return order;
}
