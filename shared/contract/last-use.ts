import { z } from 'zod';

/** Why nobody can say that a robot was not used. */
export const BLIND_REASONS = [
  /** No sync has read the log yet, or reading it is switched off. */
  'not-read',
  /** This login may not read Harbor's log, or only that of other projects. */
  'not-allowed',
  /** Harbor keeps no log of pulls, or none at all. */
  'not-logged',
  /** Nothing in what this login sees of the log shows that pulls are in it. */
  'no-pulls',
  /** There is nothing in it yet. */
  'empty',
  /** Harbor failed at it when it was asked last. */
  'failed',
] as const;

export type BlindReason = (typeof BLIND_REASONS)[number];

/**
 * When Harbor's audit log last names a robot: used, not seen since, or cannot tell. A lower bound:
 * logs are purged and can be switched off, keep the names from before another prefix was set, and
 * do not have most calls of the API.
 */
export const lastUse = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('used'),
    /** Epoch seconds; on this computer's clock where it comes from the inventory. */
    at: z.int(),
    /** "pull library/app:1.2". */
    what: z.string(),
  }),
  z.object({
    kind: z.literal('unseen'),
    /** Epoch seconds from which on the log was read without a gap; null where that is not known. */
    since: z.int().nullable(),
  }),
  z.object({ kind: z.literal('unknown'), why: z.enum(BLIND_REASONS) }),
]);

export type LastUse = z.infer<typeof lastUse>;
