import { z } from 'zod';
import { call, nothing } from './call.ts';
import { instanceId } from './instances.ts';
import { robotKey } from './robots.ts';
import { secretHandle } from './secrets.ts';

/**
 * What is known of a credential. `works`: Harbor let it in; `refused`: Harbor did not, and the robot
 * is enabled and unexpired by what is known; `renamed`: the prefix of its Harbor is another one
 * now; `unknown`: no such robot there; `elsewhere`: no instance here is at its host; `ambiguous`:
 * several have such a robot and the file names no host; `untested`: nobody could ask.
 */
export const CHECK_OUTCOMES = [
  'works',
  'refused',
  'expired',
  'disabled',
  'gone',
  'legacy',
  'renamed',
  'unknown',
  'elsewhere',
  'ambiguous',
  'untested',
] as const;

export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** A credential that was found or is kept, without its secret. */
export const checkedSecret = z.object({
  /** Its place in the list, from 0. */
  index: z.int(),
  /** Where it stood: a key, a line; the instance for one that is kept. */
  place: z.string(),
  host: z.string(),
  username: z.string(),
  instanceId: instanceId.nullable(),
  robotKey: robotKey.nullable(),
  /** The secret in the vault that it is, or is the same as. */
  handle: secretHandle.nullable(),
  /** Null before it was checked. */
  outcome: z.enum(CHECK_OUTCOMES).nullable(),
  /** More about the outcome, as a sentence; ''. */
  words: z.string(),
  /** What its robot may do, as last read: "pull on all projects"; '' where it is not known. */
  permissions: z.string(),
  /** Epoch seconds when its robot expired or expires, our clock, -1 for never; null where unknown. */
  expiresAt: z.int().nullable(),
  /** Works, its robot is known, and it is not in the vault yet. */
  canKeep: z.boolean(),
});

export type CheckedSecret = z.infer<typeof checkedSecret>;

/** Logins that docker's configuration leaves to a credential store or helper. */
export const keptElsewhere = z.object({
  /** Its name there: "desktop" of `docker-credential-desktop`. */
  program: z.string(),
  /** As the file names them, which is how the program knows them. */
  registries: z.array(z.string()),
});

export type KeptElsewhere = z.infer<typeof keptElsewhere>;

/** A list of credentials that is held in the memory of the main process for a while. */
export const secretCheck = z.object({
  id: z.uuid(),
  /** Found in a file or a text, or kept here. */
  kind: z.enum(['found', 'kept']),
  /** Name of the file; '' for a text that was pasted. */
  source: z.string(),
  secrets: z.array(checkedSecret),
  /** So many more there are, which are too many for one list. */
  left: z.int(),
  /** Logins that are not in the file, but in a program that it names. */
  elsewhere: z.array(keptElsewhere),
});

export type SecretCheck = z.infer<typeof secretCheck>;

/** What the window asks about whether secrets work. */
export const checkCalls = {
  /** Reads the file that the user chooses; null if they did not. Throws `file-failed`, `file-invalid`. */
  'checks.open': call(nothing, secretCheck.nullable()),
  /** Reads what somebody pasted. Throws `file-invalid`. */
  'checks.paste': call(z.object({ text: z.string().max(2_000_000) }), secretCheck),
  /** Every secret of a robot that is here; those that were tried longest ago where they are too many. */
  'checks.kept': call(nothing, secretCheck),
  /**
   * Tries them, one at a time per instance, and tells `checks.changed` meanwhile. Throws
   * `cancelled` and `unknown-item`.
   */
  'checks.run': call(z.object({ id: z.uuid() }), secretCheck),
  /**
   * Reads the instances whose robots work and are not in the inventory, then does as `checks.run`:
   * those that are found can be kept. Takes as long as their syncs do.
   */
  'checks.read': call(z.object({ id: z.uuid() }), secretCheck),
  /** Stops what is being tried. */
  'checks.cancel': call(nothing, nothing),
  /** Puts these, which work, into the vault. Throws the keychain's errors where that is not usable. */
  'checks.keep': call(
    z.object({ id: z.uuid(), indexes: z.array(z.int().min(0)).min(1).max(1_000) }),
    secretCheck,
  ),
  /** Forgets what was read. */
  'checks.forget': call(nothing, nothing),
} as const;
