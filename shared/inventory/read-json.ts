import type { PermissionEntry } from '../robots/robot.ts';

/** Reads JSON that this room wrote itself. The cache is rebuilt whenever its shape changes. */
export const readEntries = (json: string): PermissionEntry[] =>
  JSON.parse(json) as PermissionEntry[];

/** Harbor's answer for a robot, cut in two: its permissions are shared, the rest is its own. */
export interface RawParts {
  /** JSON of the permissions, entries and accesses sorted; '' where the answer has none. */
  readonly permissions: string;
  /** JSON of the answer, with null in place of the permissions. */
  readonly rest: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list whose order means nothing, in one order. */
const sorted = (list: readonly unknown[]): unknown[] =>
  list
    .map((item) => ({ item, text: JSON.stringify(item) }))
    .sort((left, right) => (left.text < right.text ? -1 : left.text > right.text ? 1 : 0))
    .map(({ item }) => item);

const sortedEntry = (entry: unknown): unknown =>
  isObject(entry) && Array.isArray(entry['access'])
    ? { ...entry, access: sorted(entry['access']) }
    : entry;

/** Cuts an answer in two; text that is no JSON object is kept whole. */
export function splitRaw(raw: string): RawParts {
  let answer: unknown;
  try {
    answer = JSON.parse(raw);
  } catch {
    return { permissions: '', rest: raw };
  }
  if (!isObject(answer) || !Array.isArray(answer['permissions'])) {
    return { permissions: '', rest: raw };
  }
  return {
    permissions: JSON.stringify(sorted(answer['permissions'].map(sortedEntry))),
    rest: JSON.stringify({ ...answer, permissions: null }),
  };
}

/** The answer again, as Harbor gave it. */
export function joinRaw({ permissions, rest }: RawParts): string {
  if (permissions === '') return rest;
  const answer: unknown = JSON.parse(rest);
  if (!isObject(answer)) return rest;
  return JSON.stringify({ ...answer, permissions: JSON.parse(permissions) as unknown });
}
