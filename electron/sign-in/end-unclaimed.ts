import type { Transport } from '../harbor/transport.ts';
import type { HarborOptions } from '../harbor/types.ts';
import type { SessionCookies } from './session-cookies.ts';
import { signOutAt } from './sign-out.ts';
import { takeSession } from './take-session.ts';

/** Longest time that the question whose session it is may take, in milliseconds. */
const LIMIT = 2_000;

/**
 * Signs out who was let in at Harbor by a sign-in that came to nothing here: its window was closed
 * while the session was being taken. Never throws; what Harbor is not told ends by itself there.
 */
export async function endUnclaimed(
  transport: Transport,
  options: HarborOptions,
  cookies: SessionCookies | null,
): Promise<void> {
  if (cookies === null) return;
  try {
    const found = await takeSession(transport, cookies, AbortSignal.timeout(LIMIT));
    if (found !== null) await signOutAt(options, found.session);
  } catch {
    // It ends by itself.
  }
}
