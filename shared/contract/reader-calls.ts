import { z } from 'zod';
import { call, nothing } from './call.ts';
import { instanceId, loginId, loginView } from './instances.ts';
import { plan } from './plans.ts';
import { permissionEntry } from './robots.ts';

/** Whether an instance can have a reader robot, and what that would be. */
export const readerOffer = z.object({
  instanceId,
  /** Why it can have none, a sentence; '' where it can. */
  why: z.string(),
  /** All that it would hold. */
  permissions: z.array(permissionEntry),
  /** What an administrator reads and it could not, sentences. */
  cannot: z.array(z.string()),
  /** Other instances that share the login and have no reader robot: they need its password to be read. */
  sharers: z.array(z.object({ instanceId, name: z.string(), why: z.string() })),
});

export type ReaderOffer = z.infer<typeof readerOffer>;

/** What the window asks about the robots that instances are read with. */
export const readerCalls = {
  'reader.offer': call(z.object({ id: instanceId }), readerOffer),
  /** A reader robot is not offered for these again unasked. */
  'reader.decline': call(z.object({ ids: z.array(instanceId).min(1).max(500) }), nothing),
  /**
   * Plans a reader robot for each of these. `thenAsk`: once all instances of a login have one, its
   * password leaves the keychain. Throws `not-allowed` where one can have none.
   */
  'reader.plan': call(
    z.object({
      ids: z.array(instanceId).min(1).max(100),
      days: z.int().min(1).max(3_650),
      thenAsk: z.boolean(),
    }),
    plan,
  ),
  /** Plans a new secret for it, and as many days from now as it was made for. */
  'reader.renew': call(z.object({ id: instanceId }), plan),
  /** Reads with it again, or with the login until it is put right. */
  'reader.use': call(z.object({ id: instanceId, use: z.boolean() }), nothing),
  /** Reads with the login again, for good; the robot stays at Harbor. Its password is kept again. */
  'reader.stop': call(z.object({ id: instanceId }), nothing),
  /**
   * Whether the password of a login is asked for, or kept. Throws `not-allowed` where an instance
   * would have to be read with it.
   */
  'reader.setAsked': call(z.object({ loginId, asked: z.boolean() }), loginView),
  /** Forgets a password that is held in memory, now. */
  'reader.forget': call(z.object({ loginId }), nothing),
} as const;
