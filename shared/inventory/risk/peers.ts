import type { JudgedRow } from './robots.ts';

/** Robots that have the same rights for the same reasons, by the places of their rows. */
export interface Peers {
  readonly row: JudgedRow;
  readonly places: number[];
}

/** Puts rows together by these. */
export function byRights(rows: readonly JudgedRow[]): readonly Peers[] {
  const all = new Map<string, Peers>();
  rows.forEach((row, place) => {
    const [, instance, , level, , , , , , set, project] = row;
    const name = `${instance} ${set} ${level} ${project}`;
    const peers = all.get(name);
    if (peers === undefined) all.set(name, { row, places: [place] });
    else peers.places.push(place);
  });
  return [...all.values()];
}
