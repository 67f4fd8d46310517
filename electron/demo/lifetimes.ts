import type { Chance } from '../../shared/simulator/chance.ts';
import type { RobotKind } from './robot-kinds.ts';

/** When a robot was made and for how long. `createdAt` is epoch milliseconds, `duration` days. */
export interface Lifetime {
  readonly createdAt: number;
  readonly duration: number;
}

const DAY = 86_400_000;

/** When a robot ends, epoch milliseconds; null for never. */
export function expiryOf({
  createdAt,
  duration,
  expiresAt,
}: {
  readonly createdAt?: number;
  readonly duration?: number;
  readonly expiresAt?: number;
}): number | null {
  if (expiresAt !== undefined) return expiresAt === -1 ? null : expiresAt * 1_000;
  if (createdAt === undefined || duration === undefined || duration < 0) return null;
  return createdAt + duration * DAY;
}
const DURATIONS = [30, 90, 180, 365, 730] as const;

/** Of a hundred robots of each sort so many end within these days from now; the rest never do. */
const ENDS: Readonly<Record<RobotKind['life'], readonly (readonly [number, number, number])[]>> = {
  // share, from day, to day
  short: [
    [35, -120, -1],
    [9, 0, 7],
    [26, 7, 30],
    [22, 30, 85],
  ],
  usual: [
    [8, -200, -1],
    [3, 0, 7],
    [10, 7, 30],
    [19, 30, 90],
    [40, 90, 700],
  ],
  endless: [
    [3, -300, -10],
    [1, 0, 7],
    [3, 7, 30],
    [5, 30, 90],
    [12, 90, 700],
  ],
};

/** A lifetime as people choose them. @param now epoch milliseconds */
export function lifetimeOf(life: RobotKind['life'], chance: Chance, now: number): Lifetime {
  let share = chance.below(100);
  for (const [part, from, to] of ENDS[life]) {
    if (share < part) return endingIn(from + chance.below((to - from) * 100) / 100, chance, now);
    share -= part;
  }
  return { createdAt: now - (3 + chance.below(900)) * DAY - chance.below(DAY), duration: -1 };
}

/** One that ends so many days from now: made in the past, with a duration that people use. */
function endingIn(days: number, chance: Chance, now: number): Lifetime {
  const long = DURATIONS.filter((duration) => duration > days + 1);
  const duration = long[chance.below(Math.min(3, long.length))] ?? 730;
  return { createdAt: Math.round(now + (days - duration) * DAY), duration };
}
