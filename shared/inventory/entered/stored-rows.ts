import type { z } from 'zod';
import { instanceConfig, login } from '../../contract/instances.ts';
import { expiryPolicy } from '../../contract/planner.ts';
import { keptRotation } from '../../contract/rotations.ts';
import { template } from '../../contract/templates.ts';

/**
 * Rows that hold JSON, read on the client's side: the schemas take longer to build than the thread
 * of the database takes to open its files.
 */

/** What this version understands of a row; rows of a newer Purser stay in the file untouched. */
function understood<T>(text: string, schema: z.ZodType<T>): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

const reader =
  <T>(schema: z.ZodType<T>) =>
  (rows: readonly string[]): T[] =>
    rows.map((text) => understood(text, schema)).filter((row) => row !== undefined);

export const readInstances = reader(instanceConfig);
export const readLogins = reader(login);
export const readTemplates = reader(template);
export const readRotations = reader(keptRotation);
export const readExpiryPolicies = reader(expiryPolicy);
