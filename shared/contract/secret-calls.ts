import { z } from 'zod';
import { call, nothing } from './call.ts';
import { plan } from './plans.ts';
import { robotKey, robotKeys } from './robots.ts';
import {
  MAX_SECRET_ROWS,
  MAX_SECRETS,
  preparedChoice,
  preparedSecrets,
  robotSecret,
  secretHandle,
  secretHandles,
  secretList,
  secretQuery,
} from './secrets.ts';

/** What the window asks about secrets of robots. */
export const secretCalls = {
  /** The newest first, of a plan the undecided ones. `from` and `count` say which rows are wanted. */
  'secrets.list': call(
    secretQuery.extend({
      from: z.int().min(0).default(0),
      count: z.int().min(0).max(MAX_SECRET_ROWS).default(MAX_SECRET_ROWS),
    }),
    secretList,
  ),
  /** To the clipboard, which is cleared at `clearsAt` (epoch seconds) if it holds it still. */
  'secrets.copy': call(z.object({ handle: secretHandle }), z.object({ clearsAt: z.int() })),
  /** The one answer that holds a secret. */
  'secrets.reveal': call(z.object({ handle: secretHandle }), z.object({ secret: z.string() })),
  /** Keeps new secrets in the vault. */
  'secrets.keep': call(z.object({ handles: secretHandles }), nothing),
  /**
   * Deletes secrets for good. Throws `not-allowed` without `sure` where one may be the robot's and
   * was never copied, revealed or saved.
   */
  'secrets.forget': call(z.object({ handles: secretHandles, sure: z.boolean() }), nothing),
  /** Signs in as the robot. Throws `not-allowed` where that could not tell, and what the way to Harbor throws. */
  'secrets.test': call(
    z.object({ handle: secretHandle }),
    z.object({ secret: robotSecret, accepted: z.boolean() }),
  ),
  /** Takes a secret that the user chose, for half an hour after its last use. Throws `invalid-input`. */
  'secrets.handIn': call(
    z.object({ secret: z.string().max(1_000) }),
    z.object({ handle: secretHandle }),
  ),
  /**
   * Makes secrets that Harbor hears of only when they are activated: a plan that refreshes with
   * the choice `prepared`. `sessionOnly` says that memory is enough. Throws `keychain-missing`,
   * `keychain-locked` and `unknown-item`.
   */
  'secrets.prepare': call(
    z.object({
      keys: z.array(robotKey).min(1).max(MAX_SECRETS),
      secret: preparedChoice,
      sessionOnly: z.boolean().default(false),
    }),
    preparedSecrets,
  ),
  /** The secrets that are prepared for these robots; most have none. */
  'secrets.prepared': call(
    z.object({ keys: robotKeys }),
    z.object({ handles: z.array(secretHandle) }),
  ),
  /**
   * Plans to send prepared secrets to Harbor. Throws `unknown-item` where one of them, or its
   * robot, is not here any more.
   */
  'secrets.activate': call(z.object({ handles: secretHandles }), plan),
} as const;
