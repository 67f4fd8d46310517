import type { LastUse } from '../../../../shared/contract/last-use.ts';
import type { Rotation } from '../../../../shared/contract/rotations.ts';
import type { RotationStage } from '../../../../shared/robots/rotation.ts';
import { absoluteTime, lengthWords, relativeTime } from '../../ui/time.ts';
import { lastUseSentence } from '../robots/last-use-words.ts';

/** The stages that people go through, in order. */
export const STEPS: readonly { readonly stage: RotationStage; readonly label: string }[] = [
  { stage: 'making', label: 'Make the twin' },
  { stage: 'handing-over', label: 'Bring its secret to where the old robot is used' },
  { stage: 'disabled', label: 'Disable the old robot, and see whether anybody misses it' },
  { stage: 'done', label: 'Delete the old robot' },
];

/** How a stage of the list stands: behind, at it, or ahead. */
export function standingOf(stage: RotationStage, current: RotationStage): 'done' | 'now' | 'ahead' {
  const places = STEPS.map((step) => step.stage);
  const place = places.indexOf(stage);
  const at = places.indexOf(current);
  if (current === 'done' || place < at) return 'done';
  return place === at ? 'now' : 'ahead';
}

/** Where a rotation is and what comes next, one sentence. */
export function stageSentence({ stage, old, twin, waitsForHandOver }: Rotation): string {
  switch (stage) {
    case 'making':
      return `${twin.name}, which is to take the place of ${old.name}, is not made yet.`;
    case 'handing-over':
      return waitsForHandOver
        ? `Nobody has copied, revealed or saved the secret of ${twin.name} yet. Bring it to where ${old.name} is used.`
        : `Both robots work. Once ${twin.name} is used everywhere, disable ${old.name}.`;
    case 'disabled':
      return `${old.name} is disabled and ${twin.name} works in its place. Delete it once nobody missed it.`;
    case 'done':
      return `${old.name} is gone and ${twin.name} works in its place.`;
    case 'lost':
      return `${twin.name} is gone or disabled, so ${old.name} has to stay.`;
    case 'unread':
      return `${old.name} and ${twin.name} were not read since the inventory was emptied.`;
  }
}

/** What the button that plans the next stage says; '' where there is none. */
export function nextLabel({ stage, old }: Rotation): string {
  switch (stage) {
    case 'making':
      return 'Make the twin…';
    case 'handing-over':
      return `Disable ${old.name}…`;
    case 'disabled':
      return `Delete ${old.name}…`;
    default:
      return '';
  }
}

/** How long ago something was; what came after the last tick of the window’s clock is just now. */
export const timeAgo = (at: number, now: number): string => relativeTime(at, Math.max(at, now));

/**
 * Whether the old robot was used since the hand-over, as far as syncs tell, a sentence; '' before.
 * @param now epoch seconds
 */
export function sinceHandOverSentence({ oldUse }: Pick<Rotation, 'oldUse'>, now: number): string {
  const since = oldUse?.sinceHandOver ?? null;
  switch (since?.kind) {
    case undefined:
      return '';
    case 'used':
      return `The old one was still used ${timeAgo(since.at, now)}.`;
    case 'quiet': {
      const length = lengthWords(since.seconds);
      return since.whole
        ? `The old one was not used since the hand-over, ${length}.`
        : `The old one was not used for ${length}; what was before, the log does not tell.`;
    }
    case 'unknown':
      return since?.why === 'not-synced'
        ? 'Whether the old one is still used is known after the next sync.'
        : 'Nobody can tell whether the old one is still used.';
  }
}

/** What the audit log says of the old robot. @param now epoch seconds */
export function lastUseOfOld(use: LastUse, name: string, now: number): string {
  if (use.kind !== 'used') return lastUseSentence(use, now, name);
  return `Harbor’s log last names ${name} ${timeAgo(use.at, now)} (${absoluteTime(use.at)}): ${use.what}. ${lastUseSentence(use, now)}`;
}
