import type { RobotDetail, RobotFlag, RobotState } from '../../../../shared/contract/robots.ts';
import { expiryAfter } from '../../../../shared/robots/expiry/index.ts';
import type { QueryState } from '../../../../shared/robots/query/index.ts';
import { NEVER_EXPIRES } from '../../../../shared/robots/robot.ts';
import { counted } from '../../ui/number-words.ts';
import { absoluteTime, dateWords } from '../../ui/time.ts';
import type { Sign } from '../../ui/tone.ts';

/** Sign of a robot's state: the words are those of the query line. */
export const STATE_SIGNS: Readonly<Record<RobotState, Sign>> = {
  gone: { tone: 'quiet', icon: 'i-lucide-circle-slash', word: 'Gone' },
  legacy: { tone: 'warning', icon: 'i-lucide-archive', word: 'Legacy' },
  disabled: { tone: 'quiet', icon: 'i-lucide-circle-pause', word: 'Disabled' },
  expired: { tone: 'bad', icon: 'i-lucide-circle-x', word: 'Expired' },
  critical: { tone: 'bad', icon: 'i-lucide-alarm-clock', word: 'Critical' },
  soon: { tone: 'warning', icon: 'i-lucide-clock', word: 'Soon' },
  active: { tone: 'good', icon: 'i-lucide-circle-check', word: 'Active' },
};

/** What a state means, in one sentence. */
export const STATE_SENTENCES: Readonly<Record<RobotState, string>> = {
  gone: 'It is no longer on its Harbor.',
  legacy: 'Made by Harbor 2.1 or older: it cannot log in any more and can only be deleted.',
  disabled: 'Somebody switched it off. It cannot log in.',
  expired: 'Its time is over. It cannot log in.',
  critical: 'It expires within days.',
  soon: 'It expires soon.',
  active: 'It can log in.',
};

/** The same of a legacy robot whose Harbor still lets it in. */
export const LEGACY_WORKS =
  'Made by Harbor 2.1 or older: from Harbor 2.4 on it cannot log in any more and can only be deleted.';

/** Sign and sentence of what is wrong beside the state. */
export const FLAG_SIGNS: Readonly<Record<RobotFlag, Sign & { readonly sentence: string }>> = {
  'no-permissions': {
    tone: 'warning',
    icon: 'i-lucide-shield-off',
    word: 'No permissions',
    sentence: 'It may do nothing.',
  },
  'stale-permissions': {
    tone: 'warning',
    icon: 'i-lucide-triangle-alert',
    word: 'Stale permissions',
    sentence: 'It holds permissions that its Harbor no longer accepts, which blocks every change.',
  },
};

/** Signs of everything that `state:` asks for. */
export const QUERY_STATE_SIGNS: Readonly<Record<QueryState, Sign>> = {
  ...STATE_SIGNS,
  ...FLAG_SIGNS,
  expiring: { tone: 'warning', icon: 'i-lucide-clock', word: 'Soon or critical' },
  never: { tone: 'quiet', icon: 'i-lucide-infinity', word: 'Never expires' },
};

/** Seconds by which Harbor's own expiry may differ from the arithmetic: calendar days, clocks. */
const TOLERANCE = 2 * 3_600;

/** How the expiry of a robot comes about, in one or two sentences. */
export function expirySentence(
  robot: Pick<RobotDetail, 'createdAt' | 'duration' | 'expiresAt' | 'editable'>,
): string {
  const { createdAt, duration, expiresAt } = robot;
  if (expiresAt === NEVER_EXPIRES) return 'Its duration is −1: it never expires.';
  if (duration <= 0 || createdAt === 0) {
    return `Harbor says ${absoluteTime(expiresAt)} and no duration.`;
  }
  const sum = `Created ${dateWords(createdAt)} + ${counted(duration, 'day')}`;
  const reckoned = expiryAfter(createdAt, duration);
  if (Math.abs(reckoned - expiresAt) <= TOLERANCE) return `${sum} = ${absoluteTime(expiresAt)}.`;
  return `${sum} would be ${absoluteTime(reckoned)}, but Harbor says ${absoluteTime(expiresAt)}.`;
}

/** The level or project of a robot, as the table shows it. */
export function placeWords(robot: { readonly level: string; readonly project: string }): string {
  return robot.level === 'system' ? 'system' : robot.project;
}
