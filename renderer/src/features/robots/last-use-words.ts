import type { BlindReason, LastUse } from '../../../../shared/contract/last-use.ts';
import { absoluteTime, relativeTime } from '../../ui/time.ts';

/** The three answers in a cell. @param now epoch seconds */
export function lastUseWords(use: LastUse, now: number): string {
  switch (use.kind) {
    case 'used':
      return relativeTime(use.at, now);
    case 'unseen':
      return 'not seen';
    case 'unknown':
      return 'cannot tell';
  }
}

/** Why nobody can say that it was not used, and what it would take. */
export const BLIND_WORDS: Readonly<Record<BlindReason, string>> = {
  'not-read':
    'Harbor’s audit log was not read. The next sync reads it, if the settings say so under Sync.',
  'not-allowed':
    'This login may not read the part of Harbor’s audit log in which this robot would be.',
  'not-logged': 'This Harbor is set not to log pulls, so its audit log proves nothing.',
  'no-pulls':
    'There is no pull of any robot in what was read of Harbor’s audit log, so pulls may not be in it.',
  empty: 'Harbor’s audit log is empty, so it proves nothing.',
  failed: 'Harbor failed when its audit log was read last. Sync to try again.',
};

/** What makes every answer a lower bound. */
export const LOWER_BOUND =
  'Logs are purged, can be switched off, keep the names from before another prefix was set, and lack most calls of the API.';

/** What pointing at the cell says. */
export function lastUseHint(use: LastUse): string {
  switch (use.kind) {
    case 'used':
      return `${absoluteTime(use.at)}: ${use.what}`;
    case 'unseen':
      return use.since === null
        ? 'Harbor’s audit log does not name it.'
        : `Not in Harbor’s audit log since ${absoluteTime(use.since)}.`;
    case 'unknown':
      return BLIND_WORDS[use.why];
  }
}

/**
 * The answer as sentences.
 * @param now epoch seconds
 * @param name what the robot is called in them
 */
export function lastUseSentence(use: LastUse, now: number, name = 'it'): string {
  if (use.kind === 'unknown') return BLIND_WORDS[use.why];
  if (use.kind === 'used') return `It may have been used later. ${LOWER_BOUND}`;
  const since =
    use.since === null ? '' : ` since ${absoluteTime(use.since)} (${relativeTime(use.since, now)})`;
  return `Harbor’s audit log does not name ${name}${since}. That is no proof. ${LOWER_BOUND}`;
}
