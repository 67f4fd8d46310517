import { limitsOf } from '../../../../../shared/robots/expiry/index.ts';
import { counted } from '../../../ui/number-words.ts';
import { lengthWords, relativeTime } from '../../../ui/time.ts';
import type { Sign } from '../../../ui/tone.ts';
import { nameList } from '../../instances/login-words.ts';
import type { Need, RobotNeed, NeedsInput } from './need.ts';

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
  quiet: { icon: 'i-lucide-moon', tone: 'quiet', word: 'Unused' },
  unused: { icon: 'i-lucide-moon', tone: 'quiet', word: 'Unused' },
};

/** What the buttons say that lead to more than a look. */
const LABELS: Partial<Record<RobotNeed['id'], string>> = {
  quiet: 'Review to delete',
  unused: 'Disable…',
};

/** One row an instance up to this many; beyond, one row for all. */
const ROWS_APART = 3;

/** The most days before their expiry at which robots of these instances are critical. */
export function criticalWithin(ids: readonly string[], { limits, instances }: NeedsInput): number {
  const days = instances
    .filter(({ config }) => ids.includes(config.id))
    .map(({ config }) => limitsOf(limits, config).criticalDays);
  return days.length === 0 ? limits.criticalDays : Math.max(...days);
}

/** Something is broken now: whoever used these robots is locked out. Few are named one by one. */
export function cutOffNeeds(
  { robots, cutOff, instances, now }: NeedsInput,
  together: Need[],
): Need[] {
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

export function robotNeeds(need: RobotNeed, within: (ids: readonly string[]) => number): Need[] {
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
      label: LABELS[need.id] ?? 'Review',
      action: {
        kind: 'robots',
        query: need.query,
        scope: part.map((one) => one.id),
        ...(need.id === 'unused' && { selects: true }),
      },
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
    case 'quiet':
      return `${robots} ${isOne ? 'was' : 'were'} disabled ${counted(days ?? 0, 'day')} ago or more, and nobody missed ${isOne ? 'it' : 'them'} since.`;
    case 'unused':
      return `${robots} ${isOne ? 'was' : 'were'} not used for ${counted(days ?? 0, 'day')} or more.`;
  }
}
