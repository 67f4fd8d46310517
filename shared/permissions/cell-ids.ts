/**
 * How a robot has one permission over all places: `all` through all projects (or in the system),
 * `named` in named projects, `implied` without holding it, `denied` where an entry takes it back
 * everywhere, `unaccepted` where it is in force and its Harbor no longer takes it in a change,
 * `unknown` where it is in force and no release of Harbor names it. In lists of numbers each stands
 * for its place here.
 */
export const CELLS = [
  'none',
  'named',
  'all',
  'implied',
  'denied',
  'unaccepted',
  'unknown',
] as const;

export type Cell = (typeof CELLS)[number];

/** How far a robot's rights in one project go, the least first. */
export const PLACE_LEVELS = [
  'none',
  'read',
  'pull',
  'push',
  'change',
  'robots',
  'everything',
] as const;

export type PlaceLevel = (typeof PLACE_LEVELS)[number];
