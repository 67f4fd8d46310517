import type { DatePolicy } from './policy.ts';

/** How many robots expire on each day, and what a policy still has room for. */
export interface Room {
  /** How many expire on a day. */
  count(day: number): number;
  add(day: number, project: number | null): void;
  /** What keeps another robot of this project from a day; null where nothing does. */
  full(day: number, project: number | null): 'day-full' | 'project-full' | null;
  /** The same room, to try something out in. */
  copy(): Room;
}

/** A day and a project as one number: there are less than 2^26 of either. */
const placeOf = (day: number, project: number): number => day * 2 ** 26 + project;

export function createRoom(
  { perDay, perProject }: Pick<DatePolicy, 'perDay' | 'perProject'>,
  days: ReadonlyMap<number, number> = new Map(),
  places: ReadonlyMap<number, number> = new Map(),
): Room {
  const onDay = new Map(days);
  const ofProject = new Map(places);
  const mostOnDay = perDay ?? Infinity;
  const mostOfProject = perProject ?? Infinity;
  return {
    count: (day) => onDay.get(day) ?? 0,
    add(day, project) {
      onDay.set(day, (onDay.get(day) ?? 0) + 1);
      if (project === null || perProject === null) return;
      const place = placeOf(day, project);
      ofProject.set(place, (ofProject.get(place) ?? 0) + 1);
    },
    full(day, project) {
      if ((onDay.get(day) ?? 0) >= mostOnDay) return 'day-full';
      if (project === null || perProject === null) return null;
      return (ofProject.get(placeOf(day, project)) ?? 0) >= mostOfProject ? 'project-full' : null;
    },
    copy: () => createRoom({ perDay, perProject }, onDay, ofProject),
  };
}
