import type { Plan } from '../../../../../shared/contract/plans.ts';
import { counted } from '../../../ui/number-words.ts';
import { left, planSign, sendable, waitsForExport, wasBegun } from '../../plans/plan-words.ts';
import { sinceHandOverSentence, stageSentence } from '../../rotations/rotation-words.ts';
import { waitingSentences, type WaitingSecrets } from '../../secrets/secret-words.ts';
import type { Need, NeedsInput } from './need.ts';

/**
 * Whether a plan waits in the middle; also one that was checked again there, even where it stopped
 * before its first robot.
 */
const waitsInTheMiddle = (plan: Plan): boolean =>
  plan.state === 'interrupted' ||
  plan.state === 'paused' ||
  (plan.state === 'ready' && (wasBegun(plan) || plan.pausedWhy !== ''));

/** Plans that stopped in the middle, whether by the end of Purser or by themselves. */
export function planNeeds(plans: readonly Plan[]): Need[] {
  return plans.filter(waitsInTheMiddle).map((plan) => {
    const isInterrupted = plan.state === 'interrupted';
    const exports = waitsForExport(plan);
    const resume = isInterrupted && (left(plan) > 0 || exports);
    const togo = exports ? 'its export to go' : `${counted(sendable(plan), 'robot')} to go`;
    return {
      id: `plan ${plan.id}`,
      sign: planSign(plan),
      sentence: isInterrupted
        ? `${plan.title}: Purser ended in the middle, ${togo}.`
        : `${plan.title}: ${planSign(plan).word.toLowerCase()}, ${togo}. ${plan.pausedWhy}`.trim(),
      label: resume ? 'Resume' : 'Look at it',
      action: { kind: 'plan', id: plan.id, resume },
    };
  });
}

/** Rotations wait for days between their steps; a plan that is under way speaks for itself. */
export function rotationNeeds({ rotations, plans, instances, now }: NeedsInput): Need[] {
  return rotations.flatMap((rotation): Need[] => {
    const { id, stage, old, twin, planId } = rotation;
    const key = old.key ?? twin.key;
    const place = instances.find(({ config }) => config.id === rotation.instanceId);
    const isUnderWay = plans.some(
      (plan) => plan.id === planId && (plan.state !== 'ready' || wasBegun(plan)),
    );
    if (stage === 'done' || stage === 'unread' || key === null || !place || isUnderWay) return [];
    return [
      {
        id: `rotation ${id}`,
        sign: {
          icon: 'i-lucide-users-round',
          tone: stage === 'lost' ? 'bad' : 'warning',
          word: 'Rotation',
        },
        sentence:
          `${place.config.name}: ${stageSentence(rotation)} ${sinceHandOverSentence(rotation, now)}`.trim(),
        label: 'Look',
        action: { kind: 'robot', key },
      },
    ];
  });
}

/** New secrets are somebody's to take; those nobody confirmed may be the only ones a robot has. */
export function secretNeeds(waiting: WaitingSecrets): Need[] {
  return waitingSentences(waiting).map((sentence) => ({
    id: `secrets ${sentence}`,
    sign: { icon: 'i-lucide-key-round', tone: 'warning', word: 'Secrets' },
    sentence,
    label: 'Resolve',
    action: { kind: 'secrets' },
  }));
}

/** Policies are checked again any day: whose robots drifted from them. */
export function driftNeeds({ drifts }: NeedsInput): Need[] {
  return drifts
    .filter(({ robots }) => robots > 0)
    .map(({ id, name, robots }) => ({
      id: `policy ${id}`,
      sign: { icon: 'i-lucide-calendar-range', tone: 'warning', word: 'Drifted' },
      sentence: `${counted(robots, 'robot')} drifted from the policy “${name}”.`,
      label: 'Look',
      action: { kind: 'policy', id },
    }));
}
