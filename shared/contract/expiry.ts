import { z } from 'zod';
import { EXPIRY_GROUPINGS } from '../robots/expiry/index.ts';
import { call } from './call.ts';
import { instanceId } from './instances.ts';

/** Which robots, and how their expiries are to be counted. */
export const expiryQuestion = z.object({
  query: z.string().max(4_000),
  scope: z.array(instanceId).max(200),
  by: z.enum(EXPIRY_GROUPINGS),
  /** Epoch seconds on our clock, ascending: each span is from one up to before the next. */
  edges: z.array(z.int()).max(400),
});

export type ExpiryQuestion = z.infer<typeof expiryQuestion>;

const counts = z.object({
  /** In the order of EXPIRY_BUCKETS. */
  buckets: z.array(z.int()),
  /** One for each span; one less than the edges. */
  spans: z.array(z.int()),
});

export type ExpiryCounts = z.infer<typeof counts>;

/** How many robots expire when: all of them, and by group. */
export const expirySpread = z.object({
  all: counts,
  /** Those with the most robots first, at most 100; a robot with two tags is in two groups. */
  groups: z.array(
    counts.extend({
      /** As the query line has it; the id of an instance whose name is not its own alone. */
      value: z.string(),
      label: z.string(),
      /** Of the instance, '' for other groupings. */
      instanceId: z.string(),
      robots: z.int(),
    }),
  ),
  /** Groups that were left out. */
  more: z.int(),
});

export type ExpirySpread = z.infer<typeof expirySpread>;

/** What the window asks about expiries. */
export const expiryCalls = {
  'expiry.spread': call(expiryQuestion, expirySpread),
} as const;
