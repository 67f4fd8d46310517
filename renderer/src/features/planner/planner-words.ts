import type { Simulation } from '../../../../shared/contract/planner.ts';
import type { Drift } from '../../../../shared/robots/expiry/planner/index.ts';
import { counted, grouped } from '../../ui/number-words.ts';
import { spanWords } from '../expiry/day-spans.ts';

/** Why a robot gets another date. */
export const DRIFT_WORDS: Readonly<Record<Drift, string>> = {
  never: 'Never expires',
  expired: 'Expired',
  due: 'Due',
  'too-long': 'Lives too long',
  weekday: 'Closed weekday',
  date: 'Closed date',
  'day-full': 'Day too full',
  'project-full': 'Project’s day too full',
};

/** What was found out, in one sentence. */
export function simulationWords({ robots, moves, unplaced, stays, kept }: Simulation): string {
  if (robots === 0) return 'No robot fits. Disabled and legacy robots do not count.';
  const drifted = moves + unplaced;
  const others = [
    ...(stays > 0 ? [`${grouped(stays)} ${stays === 1 ? 'is' : 'are'} as the policy wants`] : []),
    ...(kept > 0 ? [`${grouped(kept)} ${kept === 1 ? 'is' : 'are'} left alone`] : []),
  ];
  const rest = others.length === 0 ? '' : ` ${others.join(', ')}.`;
  if (drifted === 0) return `Nobody drifted: ${counted(robots, 'robot')}.${rest}`;
  const placed =
    unplaced === 0
      ? `${grouped(drifted)} of ${counted(robots, 'robot')} ${drifted === 1 ? 'gets' : 'get'} another date.`
      : `${grouped(drifted)} of ${counted(robots, 'robot')} ${drifted === 1 ? 'needs' : 'need'} another date, and ${grouped(unplaced)} of them ${unplaced === 1 ? 'finds' : 'find'} none.`;
  return `${placed}${rest}`;
}

type Shortfall = Simulation['shortfalls'][number];

/** What cannot be met, with the numbers, and what would help. */
export function shortfallWords(one: Shortfall): string {
  switch (one.kind) {
    case 'no-days':
      return `The policy allows no day at all: ${spanWords({ from: one.from, to: one.to + 1 })} is closed. Allow another day of the week, or take a longer lifetime.`;
    case 'no-place':
      return `${counted(one.robots, 'robot')} found no day: robots that keep their date stand in the way. Raise a limit, or leave fewer alone.`;
    case 'no-birth':
      return `Nobody knows when ${counted(one.robots, 'robot')} ${one.robots === 1 ? 'was' : 'were'} made, and Harbor counts from there. Recreate ${one.robots === 1 ? 'it' : 'them'}.`;
    case 'per-day':
    case 'per-project': {
      const whose =
        one.kind === 'per-day'
          ? counted(one.robots, 'robot')
          : `${counted(one.robots, 'robot')} of ${one.project}`;
      const needs = `${whose} at ${grouped(one.limit)} a day need ${counted(one.needs, 'day')}`;
      const has = `there are ${grouped(one.days)} from ${spanWords({ from: one.from, to: one.to + 1 })}`;
      const help =
        one.lifetime === null
          ? 'Not even ten years would do: raise the limit.'
          : `A lifetime of ${counted(one.lifetime, 'day')} would do, or a higher limit.`;
      return `${needs}; ${has}. ${help}`;
    }
  }
}
