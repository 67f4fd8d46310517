import { z } from 'zod';
import { EXPIRY_FORMATS } from '../exports/expiry/formats.ts';
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
  /** Those with the most robots first, at most 10 000; a robot with two tags is in two groups. */
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

/** Which robots are to be saved, and how. */
export const expiryExport = z.object({
  format: z.enum(EXPIRY_FORMATS),
  query: z.string().max(4_000),
  scope: z.array(instanceId).max(200),
  /** Over a report. */
  title: z.string().max(200),
  /** Sentences about what its numbers rest on. */
  restsOn: z.array(z.string().max(1_000)).max(50),
});

/** What was saved. */
const expirySaved = z.object({
  path: z.string(),
  robots: z.int(),
  /** What became of the events of a calendar; null for reports. */
  calendar: z
    .object({
      events: z.int(),
      added: z.int(),
      changed: z.int(),
      cancelled: z.int(),
      leftOut: z.int(),
    })
    .nullable(),
});

/** What the window asks about expiries. */
export const expiryCalls = {
  'expiry.spread': call(expiryQuestion, expirySpread),
  /**
   * Saves a calendar or a report of these robots where the user wants it; null if they did not. A
   * calendar over an earlier one changes and cancels what that had. Told, stopped and
   * refused as `inventory.export`.
   */
  'expiry.export': call(expiryExport, expirySaved.nullable()),
} as const;
