import type { Room } from './room.ts';

/** Robots of one project, or of none, each with the days on which it can expire at all. */
export interface Group<T> {
  readonly project: number | null;
  readonly robots: readonly T[];
}

/**
 * Gives each robot a day that has room.
 * @param days from which is chosen, ascending
 * @param canExpireOn whether a robot can expire on a day: where the clocks change, a day may be
 *   too short for the time of day at which it does
 * @returns a day for each robot that found one
 */
export type Choose = <T>(
  groups: readonly Group<T>[],
  days: readonly number[],
  room: Room,
  canExpireOn: (robot: T, day: number) => boolean,
) => Map<T, number>;

/** As late as possible: each robot on the last day that has room for it. */
export const chooseLate: Choose = (groups, days, room, canExpireOn) => {
  const chosen = new Map<(typeof groups)[number]['robots'][number], number>();
  for (const { project, robots } of groups) {
    let last = days.length - 1;
    for (const robot of robots) {
      // Days only ever fill up, so none that was full for this project is looked at again.
      while (last >= 0 && room.full(days[last] ?? 0, project) !== null) last -= 1;
      for (let place = last; place >= 0; place -= 1) {
        const day = days[place] ?? 0;
        if (room.full(day, project) !== null || !canExpireOn(robot, day)) continue;
        room.add(day, project);
        chosen.set(robot, day);
        break;
      }
    }
  }
  return chosen;
};

/** Bits of a number in reverse, as a fraction: neighbours in this order lie far apart. */
function farApart(place: number): number {
  let fraction = 0;
  for (let rest = place, share = 0.5; rest > 0; rest >>= 1, share /= 2) {
    if ((rest & 1) === 1) fraction += share;
  }
  return fraction;
}

/** A day in the heap: how many expire on it, then its turn among equals. */
interface Turn {
  readonly day: number;
  readonly turn: number;
  count: number;
}

const isBefore = (left: Turn, right: Turn): boolean =>
  left.count < right.count || (left.count === right.count && left.turn < right.turn);

/** Lets the entry at a place sink below those that come before it. */
function sink(heap: Turn[], from: number): void {
  let place = from;
  for (;;) {
    let first = place;
    for (const child of [2 * place + 1, 2 * place + 2]) {
      const [one, best] = [heap[child], heap[first]];
      if (one !== undefined && best !== undefined && isBefore(one, best)) first = child;
    }
    if (first === place) return;
    const [upper, lower] = [heap[place], heap[first]];
    if (upper === undefined || lower === undefined) return;
    [heap[place], heap[first]] = [lower, upper];
    place = first;
  }
}

/**
 * As evenly as possible: each robot on the day with the fewest, and among equals on days that lie
 * far apart. With the largest projects first this places everybody whom any order could place
 * (the greedy of Gale and Ryser), but for days that the clocks cut short.
 */
export const chooseEven: Choose = (groups, days, room, canExpireOn) => {
  const chosen = new Map<(typeof groups)[number]['robots'][number], number>();
  const turns = days.map((_, place) => farApart(place));
  for (const { project, robots } of groups) {
    const heap: Turn[] = days
      .map((day, place) => ({ day, turn: turns[place] ?? 0, count: room.count(day) }))
      .filter(({ day }) => room.full(day, project) === null);
    for (let place = heap.length >> 1; place >= 0; place -= 1) sink(heap, place);
    const drop = (): void => {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return;
      heap[0] = last;
      sink(heap, 0);
    };
    for (const robot of robots) {
      const aside: Turn[] = [];
      for (let first = heap[0]; first !== undefined; first = heap[0]) {
        if (canExpireOn(robot, first.day)) {
          room.add(first.day, project);
          chosen.set(robot, first.day);
          first.count += 1;
          if (room.full(first.day, project) === null) sink(heap, 0);
          else drop();
          break;
        }
        aside.push(first);
        drop();
      }
      if (aside.length === 0) continue;
      heap.push(...aside);
      for (let place = heap.length >> 1; place >= 0; place -= 1) sink(heap, place);
    }
  }
  return chosen;
};
