import type { HeldRobot, RobotSet } from '../../../../shared/contract/linked.ts';
import type { Sign } from '../../ui/tone.ts';

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What a cell says of a set's robots on one instance. */
export interface SetCell {
  /** Robots of the set there; usually one. */
  readonly robots: readonly HeldRobot[];
  readonly kind: 'same' | 'differs' | 'missing' | 'alone' | 'none';
  readonly words: string;
  /** Whether Purser holds the secrets of all of them; null where there is no robot. */
  readonly holdsSecret: boolean | null;
}

/** A set's cell for an instance. A robot that is on one instance only has nothing to be compared with. */
export function cellOf({ robots }: RobotSet, instanceId: string): SetCell {
  const here = robots.filter((robot) => robot.instanceId === instanceId);
  if (here.length === 0) {
    const none = { robots: here, holdsSecret: null };
    return robots.length === 1
      ? { ...none, kind: 'none', words: 'Not here' }
      : { ...none, kind: 'missing', words: 'Missing' };
  }
  const holdsSecret = here.every((robot) => robot.holdsSecret);
  if (robots.length === 1) return { robots: here, kind: 'alone', words: 'Only here', holdsSecret };
  const differs = [...new Set(here.flatMap((robot) => robot.differs))];
  const words = differs.length === 0 ? 'same' : `other ${differs.join(', ')}`;
  return {
    robots: here,
    holdsSecret,
    kind: differs.length === 0 ? 'same' : 'differs',
    words: here.length === 1 ? capital(words) : `${String(here.length)} robots, ${words}`,
  };
}

/** What a cell adds about robots that are not simply active. */
export const STATE_WORDS: Readonly<Partial<Record<HeldRobot['state'], string>>> = {
  gone: 'gone',
  legacy: 'legacy',
  disabled: 'disabled',
  expired: 'expired',
  critical: 'expires soon',
  soon: 'expires soon',
};

/** What a cell says of secrets. */
export const SECRET_WORDS = { true: 'secret kept', false: 'secret unknown' } as const;

/**
 * The robot of a set that is made anew where one is missing: one that is as most of them are.
 * Null where none of them can be cloned.
 */
export function modelOf({ robots }: RobotSet): HeldRobot | null {
  const able = robots.filter(({ state }) => state !== 'legacy' && state !== 'gone');
  return able.find(({ differs }) => differs.length === 0) ?? able[0] ?? null;
}

/** Icon and tone of each kind of cell. */
export const CELL_SIGNS: Readonly<Record<SetCell['kind'], Pick<Sign, 'tone' | 'icon'>>> = {
  same: { tone: 'good', icon: 'i-lucide-equal' },
  differs: { tone: 'warning', icon: 'i-lucide-equal-not' },
  missing: { tone: 'bad', icon: 'i-lucide-circle-dashed' },
  alone: { tone: 'quiet', icon: 'i-lucide-bot' },
  none: { tone: 'quiet', icon: 'i-lucide-minus' },
};
