import type { InstanceView } from '../../../../../shared/contract/instances.ts';
import { counted, grouped } from '../../../ui/number-words.ts';
import { recentTime } from '../../../ui/time.ts';
import { progressShare } from '../../instances/instance-words.ts';

/** "1 203 robots", or "120 of 1 203 robots" when a filter hides some. */
export function totalWords(shown: number, total: number): string {
  return shown === total
    ? counted(total, 'robot')
    : `${grouped(shown)} of ${counted(total, 'robot')}`;
}

const namesOf = (views: readonly InstanceView[]): string =>
  views.length <= 2
    ? views.map((view) => view.config.name).join(' and ')
    : `${views.length} instances`;

/** Whether there is nothing to count yet, so that no number means anything. */
export const isNothingRead = (instances: readonly InstanceView[]): boolean =>
  instances.length > 0 && instances.every((view) => view.asOf === null && view.robots === 0);

/** How many robots, and what that number rests on, in one line. @param now epoch seconds */
export function totalLine(
  shown: number,
  total: number,
  instances: readonly InstanceView[],
  now: number,
): string {
  const count = isNothingRead(instances) ? [] : [totalWords(shown, total)];
  return [...count, ...restsOn(instances, now)].join(' · ');
}

/**
 * What the totals rest on, as one piece of text each: instances whose data are not from just now,
 * instances never read, and how many projects could not be read.
 * @param now epoch seconds
 */
export function restsOn(instances: readonly InstanceView[], now: number): string[] {
  const words: string[] = [];
  const old = instances.filter(
    (view) => view.asOf !== null && view.state !== 'fresh' && view.state !== 'syncing',
  );
  for (const { config, asOf } of old.slice(0, 3)) {
    words.push(`${config.name} as of ${recentTime(asOf ?? 0, now)}`);
  }
  if (old.length > 3) words.push(`${old.length - 3} more not fresh`);
  const never = instances.filter((view) => view.asOf === null);
  const reading = never.filter((view) => view.state === 'syncing');
  const waiting = never.filter((view) => view.state !== 'syncing');
  if (reading.length > 0) {
    const are = reading.length === 1 ? 'is' : 'are';
    words.push(`${namesOf(reading)} ${are} being read, ${progressShare(reading)} %`);
  }
  if (waiting.length > 0) words.push(`${namesOf(waiting)} not read yet`);
  const projects = instances.reduce(
    (sum, view) => sum + view.unreadable.filter(({ project }) => project !== '').length,
    0,
  );
  if (projects > 0) words.push(`${counted(projects, 'project')} unreadable`);
  const systems = instances.filter((view) => view.unreadable.some(({ project }) => project === ''));
  if (systems.length > 0) {
    words.push(`system robots of ${systems.map((view) => view.config.name).join(', ')} unreadable`);
  }
  return words;
}
