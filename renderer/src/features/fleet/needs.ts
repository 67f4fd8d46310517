import type { InstanceState, InstanceView } from '../../../../shared/contract/instances.ts';
import type { Plan } from '../../../../shared/contract/plans.ts';
import type { QuietRobots, RobotRow } from '../../../../shared/contract/robots.ts';
import type { KeychainStatus } from '../../../../shared/contract/settings.ts';
import { limitsOf, type LimitRules } from '../../../../shared/robots/expiry/index.ts';
import type { Rotation } from '../../../../shared/contract/rotations.ts';
import { counted } from '../../ui/number-words.ts';
import { lengthWords, relativeTime } from '../../ui/time.ts';
import type { Sign } from '../../ui/tone.ts';
import { PLAN_SIGNS, sendable } from '../changes/plan-words.ts';
import { signOf, WAY_ON_LABELS, type WayOn } from '../instances/instance-words.ts';
import { stageSentence } from '../rotations/rotation-words.ts';
import { waitingSentences, type WaitingSecrets } from '../secrets/secret-words.ts';
import { nameList } from '../instances/login-words.ts';
import { dueWords } from '../reader/reader-words.ts';

/** What the button of a need does. */
export type NeedAction =
  | { readonly kind: 'way-on'; readonly wayOn: WayOn; readonly id: string }
  | { readonly kind: 'robots'; readonly query: string; readonly scope: readonly string[] }
  /** Renews the robot that reads an instance. */
  | { readonly kind: 'renew-reader'; readonly id: string }
  | { readonly kind: 'settings' }
  | { readonly kind: 'secrets' }
  | { readonly kind: 'robot'; readonly key: number }
  /** Shows the robot and asks until when it shall live. */
  | { readonly kind: 'renew'; readonly key: number }
  /** `resume` also goes on with it. */
  | { readonly kind: 'plan'; readonly id: string; readonly resume: boolean };

/** Something that wants a person, with the one thing to do about it. */
export interface Need {
  readonly id: string;
  readonly sign: Sign;
  readonly sentence: string;
  readonly label: string;
  readonly action: NeedAction;
}

/** Robots of one instance that fit a query. */
export interface InstanceCount {
  readonly id: string;
  readonly name: string;
  readonly count: number;
}

/** A question whose answer may want a person, with how many robots of which instance fit. */
export interface RobotNeed {
  readonly id: 'cut-off' | 'critical' | 'expired' | 'stale-permissions' | 'unused' | 'high-risk';
  readonly query: string;
  /** Days that the question is about, where it is about some. */
  readonly days?: number;
  readonly counts: readonly InstanceCount[];
}

export interface NeedsInput {
  /** The instances in scope. */
  readonly instances: readonly InstanceView[];
  readonly keychain: KeychainStatus | null;
  readonly robots: readonly RobotNeed[];
  /** Some of the robots that expired while they were used. */
  readonly cutOff: readonly RobotRow[];
  /** Robots that were disabled here and that nobody missed. */
  readonly quiet: readonly QuietRobots[];
  /** Plans that are not finished. */
  readonly plans: readonly Plan[];
  /** Secrets of robots that wait for a decision or a confirmation. */
  readonly secrets: WaitingSecrets;
  /** Rotations by a second robot that are under way. */
  readonly rotations: readonly Rotation[];
  readonly limits: LimitRules;
  /** Epoch seconds. */
  readonly now: number;
}

/** Everything that wants a person, most urgent first. */
export function needsOf(input: NeedsInput): Need[] {
  const ofState = (...states: InstanceState[]): Need[] =>
    input.instances
      .filter((view) => states.includes(view.state))
      .flatMap((view) => instanceNeed(view, input.now));
  const ofRobots = (id: RobotNeed['id']): Need[] =>
    input.robots
      .filter((need) => need.id === id)
      .flatMap((need) => robotNeeds(need, (ids) => criticalWithin(ids, input)));
  return [
    ...cutOffNeeds(input, ofRobots('cut-off')),
    ...planNeeds(input.plans),
    ...secretNeeds(input.secrets),
    ...ofState('certificate-changed', 'needs-login', 'sign-in-ended'),
    ...readerNeeds(input),
    ...keychainNeed(input),
    ...ofRobots('critical'),
    ...ofRobots('expired'),
    ...rotationNeeds(input),
    ...ofState('replaced', 'failed', 'offline', 'never-synced'),
    ...ofRobots('high-risk'),
    ...ofRobots('stale-permissions'),
    ...quietNeeds(input),
    ...ofRobots('unused'),
  ];
}

/** Something is broken now: whoever used these robots is locked out. Few are named one by one. */
function cutOffNeeds({ robots, cutOff, instances, now }: NeedsInput, together: Need[]): Need[] {
  const count = robots
    .filter(({ id }) => id === 'cut-off')
    .flatMap(({ counts }) => counts)
    .reduce((sum, one) => sum + one.count, 0);
  if (count === 0 || count > cutOff.length) return together;
  return cutOff.flatMap((robot): Need[] => {
    const { key, name, lastUse, expiresAt } = robot;
    const place = instances.find(({ config }) => config.id === robot.instanceId);
    if (place === undefined || lastUse.kind !== 'used') return [];
    const before = lengthWords(Math.max(0, expiresAt - lastUse.at));
    return [
      {
        id: `cut-off ${String(key)}`,
        sign: ROBOT_SIGNS['cut-off'],
        sentence: `${name} on ${place.config.name} expired ${relativeTime(expiresAt, now)}, in use until ${before} before.`,
        label: 'Renew',
        action: { kind: 'renew', key },
      },
    ];
  });
}

/** Robots that were switched off here two weeks ago, and that nobody missed. */
function quietNeeds({ quiet, instances }: NeedsInput): Need[] {
  return quiet.flatMap(({ instanceId, robotIds }): Need[] => {
    const place = instances.find(({ config }) => config.id === instanceId);
    if (place === undefined) return [];
    const isOne = robotIds.length === 1;
    return [
      {
        id: `quiet ${instanceId}`,
        sign: { icon: 'i-lucide-moon', tone: 'quiet', word: 'Unused' },
        sentence: `${counted(robotIds.length, 'robot')} of ${place.config.name} ${isOne ? 'was' : 'were'} disabled 14 days ago or more, and nobody missed ${isOne ? 'it' : 'them'} since.`,
        label: 'Review to delete',
        action: {
          kind: 'robots',
          query: `state:disabled id:${robotIds.join(',')}`,
          scope: [instanceId],
        },
      },
    ];
  });
}

/** Plans that stopped in the middle, whether by the end of Purser or by themselves. */
function planNeeds(plans: readonly Plan[]): Need[] {
  return plans
    .filter((plan) => plan.state === 'interrupted' || plan.state === 'paused')
    .map((plan) => {
      const isInterrupted = plan.state === 'interrupted';
      const resume = isInterrupted && sendable(plan) > 0;
      const togo = `${counted(sendable(plan), 'robot')} to go`;
      return {
        id: `plan ${plan.id}`,
        sign: PLAN_SIGNS[plan.state],
        sentence: isInterrupted
          ? `${plan.title}: Purser ended in the middle, ${togo}.`
          : `${plan.title}: paused, ${togo}. ${plan.pausedWhy}`.trim(),
        label: resume ? 'Resume' : 'Look at it',
        action: { kind: 'plan', id: plan.id, resume },
      };
    });
}

/** Rotations wait for days between their steps; a plan that is open speaks for itself. */
function rotationNeeds({ rotations, plans, instances }: NeedsInput): Need[] {
  return rotations.flatMap((rotation): Need[] => {
    const { id, stage, old, twin, planId } = rotation;
    const key = old.key ?? twin.key;
    const place = instances.find(({ config }) => config.id === rotation.instanceId);
    const isPlanned = plans.some((plan) => plan.id === planId);
    if (stage === 'done' || stage === 'unread' || key === null || !place || isPlanned) return [];
    return [
      {
        id: `rotation ${id}`,
        sign: {
          icon: 'i-lucide-users-round',
          tone: stage === 'lost' ? 'bad' : 'warning',
          word: 'Rotation',
        },
        sentence: `${place.config.name}: ${stageSentence(rotation)}`,
        label: 'Look',
        action: { kind: 'robot', key },
      },
    ];
  });
}

/** New secrets are somebody's to take; those nobody confirmed may be the only ones a robot has. */
function secretNeeds(waiting: WaitingSecrets): Need[] {
  return waitingSentences(waiting).map((sentence) => ({
    id: `secrets ${sentence}`,
    sign: { icon: 'i-lucide-key-round', tone: 'warning', word: 'Secrets' },
    sentence,
    label: 'Resolve',
    action: { kind: 'secrets' },
  }));
}

function instanceNeed(view: InstanceView, now: number): Need[] {
  const sign = signOf(view, now);
  if (sign.wayOn === null) return [];
  const { id, name } = view.config;
  return [
    {
      id: `${view.state} ${id}`,
      sign,
      sentence: `${name}: ${sign.word.toLowerCase()}. ${sign.sentence}`,
      label:
        sign.wayOn === 'sync' && view.state === 'offline' ? 'Try again' : WAY_ON_LABELS[sign.wayOn],
      action: { kind: 'way-on', wayOn: sign.wayOn, id },
    },
  ];
}

/** Robots that read and are about to end: without them nothing is read. */
function readerNeeds({ instances, now }: NeedsInput): Need[] {
  return instances.flatMap((view) => {
    const sentence = dueWords(view, now + (view.clockOffset ?? 0));
    // What is refused already says so itself.
    if (sentence === '' || view.state === 'needs-login') return [];
    const { id } = view.config;
    return [
      {
        id: `reader ${id}`,
        sign: { icon: 'i-lucide-alarm-clock', tone: 'warning', word: 'Reader robot' },
        sentence,
        label: 'Renew and rotate',
        action: { kind: 'renew-reader', id },
      },
    ];
  });
}

/** A keychain matters only where a password is, or should be, in it. */
function keychainNeed({ keychain, instances }: NeedsInput): Need[] {
  if (keychain === null || keychain.state === 'ready' || keychain.sessionOnly) return [];
  if (instances.every((view) => view.login.stored === 'session')) return [];
  const isLocked = keychain.state === 'locked';
  return [
    {
      id: 'keychain',
      sign: { icon: 'i-lucide-key-round', tone: 'warning', word: 'Keychain' },
      sentence: isLocked
        ? 'The keychain is locked: passwords cannot be read, so nothing is synced.'
        : 'There is no keychain: passwords are neither found nor kept.',
      label: isLocked ? 'Unlock' : 'See how',
      action: { kind: 'settings' },
    },
  ];
}

const ROBOT_SIGNS: Readonly<Record<RobotNeed['id'], Sign>> = {
  'cut-off': { icon: 'i-lucide-circle-alert', tone: 'bad', word: 'Cut off' },
  critical: { icon: 'i-lucide-alarm-clock', tone: 'bad', word: 'Critical' },
  expired: { icon: 'i-lucide-circle-x', tone: 'bad', word: 'Expired' },
  'high-risk': { icon: 'i-lucide-shield-alert', tone: 'warning', word: 'High risk' },
  'stale-permissions': {
    icon: 'i-lucide-triangle-alert',
    tone: 'warning',
    word: 'Stale permissions',
  },
  unused: { icon: 'i-lucide-moon', tone: 'quiet', word: 'Unused' },
};

/** One row an instance up to this many; beyond, one row for all. */
const ROWS_APART = 3;

/** The most days before their expiry at which robots of these instances are critical. */
function criticalWithin(ids: readonly string[], { limits, instances }: NeedsInput): number {
  const days = instances
    .filter(({ config }) => ids.includes(config.id))
    .map(({ config }) => limitsOf(limits, config).criticalDays);
  return days.length === 0 ? limits.criticalDays : Math.max(...days);
}

function robotNeeds(need: RobotNeed, within: (ids: readonly string[]) => number): Need[] {
  const counts = need.counts.filter(({ count }) => count > 0);
  if (counts.length === 0) return [];
  const parts = counts.length <= ROWS_APART ? counts.map((one) => [one]) : [counts];
  return parts.map((part) => {
    const count = part.reduce((sum, one) => sum + one.count, 0);
    const names = nameList(part.map((one) => one.name));
    return {
      id: `${need.id} ${part.map((one) => one.id).join(' ')}`,
      sign: ROBOT_SIGNS[need.id],
      sentence: robotSentence(need, count, names, within(part.map((one) => one.id))),
      label: 'Review',
      action: { kind: 'robots', query: need.query, scope: part.map((one) => one.id) },
    };
  });
}

function robotSentence(
  { id, days }: RobotNeed,
  count: number,
  names: string,
  criticalDays: number,
): string {
  const robots = `${counted(count, 'robot')} of ${names}`;
  const isOne = count === 1;
  switch (id) {
    case 'cut-off':
      return `${robots} expired while ${isOne ? 'it was' : 'they were'} in use.`;
    case 'critical':
      return `${robots} ${isOne ? 'expires' : 'expire'} within ${counted(criticalDays, 'day')}.`;
    case 'expired':
      return `${robots} ${isOne ? 'is' : 'are'} expired and not switched off.`;
    case 'high-risk':
      return `${robots} ${isOne ? 'has' : 'have'} a high risk.`;
    case 'stale-permissions':
      return `${robots} ${isOne ? 'holds' : 'hold'} permissions that ${isOne ? 'its' : 'their'} Harbor no longer accepts.`;
    case 'unused':
      return `${robots} ${isOne ? 'was' : 'were'} not used for ${counted(days ?? 0, 'day')} or more.`;
  }
}
