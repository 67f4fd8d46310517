import { z } from 'zod';
import { call, nothing } from './call.ts';
import { instanceDraft, instanceId } from './instances.ts';

/** Who has signed in. The session itself stays in the main process. */
export const signedInView = z.object({ username: z.string(), isAdmin: z.boolean() });

export type SignedInView = z.infer<typeof signedInView>;

/** What the window asks about signing in through the provider of a Harbor. */
export const signInCalls = {
  /**
   * Opens a window of its own and answers when somebody is signed in. Throws `sign-in-failed` with
   * `details.reason`, `cancelled`, and `unknown-item` for an instance that moved or went meanwhile.
   */
  'signIn.begin': call(
    z.union([z.object({ id: instanceId }), z.object({ draft: instanceDraft })]),
    signedInView,
  ),
  /** Name of the provider, asked of Harbor; '' where that cannot be had now. */
  'signIn.provider': call(z.object({ id: instanceId }), z.object({ name: z.string() })),
  /** Closes that window. */
  'signIn.cancel': call(nothing, nothing),
  /** Ends the session at Harbor and forgets it. */
  'signIn.end': call(z.object({ id: instanceId }), nothing),
} as const;
