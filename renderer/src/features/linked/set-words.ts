import type { LinkedRobot, RobotSet } from '../../../../shared/contract/linked.ts';
import type { Sign } from '../../ui/tone.ts';

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What a cell says of a set's robots on one instance. */
export interface SetCell {
  /** Robots of the set there; usually one. */
  readonly robots: readonly LinkedRobot[];
  readonly kind: 'same' | 'differs' | 'missing' | 'alone' | 'none';
  readonly words: string;
}

/** A set's cell for an instance. A robot that is on one instance only has nothing to be compared with. */
export function cellOf({ robots }: RobotSet, instanceId: string): SetCell {
  const here = robots.filter((robot) => robot.instanceId === instanceId);
  if (here.length === 0) {
    return robots.length === 1
      ? { robots: here, kind: 'none', words: 'Not here' }
      : { robots: here, kind: 'missing', words: 'Missing' };
  }
  if (robots.length === 1) return { robots: here, kind: 'alone', words: 'Only here' };
  const differs = [...new Set(here.flatMap((robot) => robot.differs))];
  const words = differs.length === 0 ? 'same' : `other ${differs.join(', ')}`;
  return {
    robots: here,
    kind: differs.length === 0 ? 'same' : 'differs',
    words: here.length === 1 ? capital(words) : `${String(here.length)} robots, ${words}`,
  };
}

/** Icon and tone of each kind of cell. */
export const CELL_SIGNS: Readonly<Record<SetCell['kind'], Pick<Sign, 'tone' | 'icon'>>> = {
  same: { tone: 'good', icon: 'i-lucide-equal' },
  differs: { tone: 'warning', icon: 'i-lucide-equal-not' },
  missing: { tone: 'bad', icon: 'i-lucide-circle-dashed' },
  alone: { tone: 'quiet', icon: 'i-lucide-bot' },
  none: { tone: 'quiet', icon: 'i-lucide-minus' },
};
