import type { PermissionEntry } from '../robots/robot.ts';

/** Reads JSON that this room wrote itself. The cache is rebuilt whenever its shape changes. */
export const readEntries = (json: string): PermissionEntry[] =>
  JSON.parse(json) as PermissionEntry[];

/** Harbor's answer for a robot, cut in two: its permissions are shared, the rest is its own. */
export interface RawParts {
  /** JSON of the permissions, in the order in which they came; '' where the answer has none. */
  readonly permissions: string;
  /** JSON of the answer, with null in place of the permissions. */
  readonly rest: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
    permissions: JSON.stringify(answer['permissions']),
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
