import type { PermissionEntry } from '../robots/robot.ts';

/** Reads JSON that this room wrote itself. The cache is rebuilt whenever its shape changes. */
export const readEntries = (json: string): PermissionEntry[] =>
  JSON.parse(json) as PermissionEntry[];
