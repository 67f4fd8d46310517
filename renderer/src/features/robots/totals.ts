import type { InstanceView } from '../../../../shared/contract/instances.ts';
import { counted, grouped } from '../../ui/number-words.ts';
import { recentTime } from '../../ui/time.ts';

/** "1 203 robots", or "120 of 1 203 robots" when a filter hides some. */
export function totalWords(shown: number, total: number): string {
  return shown === total
    ? counted(total, 'robot')
    : `${grouped(shown)} of ${counted(total, 'robot')}`;
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
  if (never.length > 0) {
    words.push(
      never.length <= 2
        ? `${never.map((view) => view.config.name).join(' and ')} not read yet`
        : `${never.length} instances not read yet`,
    );
  }
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
