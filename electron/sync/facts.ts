import { z } from 'zod';
import { rights, unreadable } from '../../shared/contract/instances.ts';

/**
 * What a sync leaves behind about an instance, as JSON beside its robots: what the window shows
 * while offline, and what the next sync need not ask again.
 */
export const syncFacts = z.object({
  rights: rights.nullable().default(null),
  /** Where a robot reads now: what was known of the login that read before it. */
  rightsBefore: rights.nullable().default(null),
  unreadable: z.array(unreadable).default([]),
  /** Harbor itself was in read-only mode. */
  readOnly: z.boolean().default(false),
  /** Host and port in names of images, as Harbor says it; '' where it does not. */
  registry: z.string().default(''),
  /** Name of the provider that people sign in at; '' for none. */
  provider: z.string().default(''),
  /** The answer of GET /permissions, kept for as long as version and login stay the same. */
  catalogue: z
    .object({
      version: z.string(),
      username: z.string(),
      pairs: z.object({ system: z.array(z.string()), project: z.array(z.string()) }).nullable(),
    })
    .nullable()
    .default(null),
  /** By user id; '' was asked for and is not to be had. */
  userNames: z.record(z.string(), z.string()).default({}),
  /** When the list of users was asked for, in epoch seconds of the server; 0 for never. */
  usersAskedAt: z.int().default(0),
  /** Who was not in it and is still to be asked for, by id. */
  usersDue: z.array(z.int()).default([]),
  prefix: z.string().nullable().default(null),
  /** Projects that this login listed, to notice those that it no longer does. */
  listed: z
    .object({ username: z.string(), projectIds: z.array(z.int()) })
    .nullable()
    .default(null),
  /** Project id by id of those robots of which Harbor ≤ 2.12 does not say it (legacy ones). */
  homes: z.record(z.string(), z.int()).default({}),
});

export type SyncFacts = z.output<typeof syncFacts>;

/** Facts of an instance that was never read. */
export const NO_FACTS: SyncFacts = syncFacts.parse({});

/** Facts from their JSON text; what does not fit, of an older or newer Purser, counts as none. */
export function parseFacts(json: string): SyncFacts {
  try {
    return syncFacts.parse(JSON.parse(json));
  } catch {
    return NO_FACTS;
  }
}
