import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds that one of two reads is waited for once the other has come to its end. */
const PATIENCE = 5_000;

/**
 * Reads entries of a keychain two at a time, in half the time of one after the other, until one of
 * them is not given away. The first is read alone, and a read that never ends is left behind: while
 * gnome-keyring is locked it answers one of several that come at once, and the others never.
 *
 * @param read null where there is nothing; may throw
 * @param take told what was read; an answer that comes after the end may be older than what was
 *   written since, and is dropped
 * @param patience milliseconds
 */
export async function readAhead(
  read: (account: string) => Promise<string | null>,
  accounts: readonly string[],
  take: (account: string, secret: string) => void,
  patience = PATIENCE,
): Promise<void> {
  let isGiven = true;
  let isOver = false;
  const one = async (account: string): Promise<void> => {
    const secret = await read(account).catch(() => null);
    if (secret === null) isGiven = false;
    else if (!isOver) take(account, secret);
  };
  const [first, ...others] = accounts;
  if (first === undefined) return;
  await one(first);
  const rest = others.values();
  const lane = async (): Promise<void> => {
    for (const account of rest) {
      if (!isGiven) return;
      await one(account);
    }
  };
  if (!isGiven) return;
  const lanes = [lane(), lane()];
  const late = Promise.race(lanes).then(() => delay(patience, undefined, { ref: false }));
  await Promise.race([Promise.all(lanes), late]);
  isOver = true;
}
