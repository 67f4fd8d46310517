import type { LastUse, Rotation } from '../../../../shared/contract/rotations.ts';
import type { RotationStage } from '../../../../shared/robots/rotation.ts';
import { absoluteTime, relativeTime } from '../../ui/time.ts';

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

/** What the audit log says of the old robot. @param now epoch seconds */
export function lastUseSentence(use: LastUse, name: string, now: number): string {
  switch (use.kind) {
    case 'used':
      return `Harbor’s log last names ${name} ${relativeTime(use.at, now)} (${absoluteTime(use.at)}): ${use.what}. It may have been used later: logs do not have everything.`;
    case 'unseen':
      return `Harbor’s log does not name ${name}. That is no proof: logs are purged, can be switched off, and do not have everything.`;
    case 'unknown':
      return `This login cannot tell whether ${name} is used: it may not read Harbor’s whole log.`;
  }
}
