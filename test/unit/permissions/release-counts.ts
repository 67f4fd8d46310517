/**
 * How many permissions a release has, on both sides of every change: written down by hand, as what
 * is counted in the data files proves nothing about them.
 */
export const RELEASE_COUNTS: readonly (readonly [
  version: string,
  system: number,
  project: number,
])[] = [
  ['2.2.0', 0, 10],
  ['2.3.5', 0, 10],
  ['2.4.0', 0, 13],
  ['2.4.3', 0, 13],
  ['2.5.0', 0, 19],
  ['2.7.4', 0, 19],
  ['2.8.0', 0, 14],
  ['2.9.5', 0, 14],
  ['2.10.0', 51, 55],
  ['v2.10.1-78d4a4a2', 53, 56],
  ['2.10.3', 53, 56],
  ['2.11.0', 53, 59],
  ['2.11.2', 53, 59],
  ['2.12.0', 72, 68],
  ['2.12.1', 70, 70],
  ['2.13.5', 70, 70],
  ['2.14.4', 70, 70],
  ['2.15.2', 70, 70],
  ['2.16.0', 70, 70],
  ['3.0.0', 70, 70],
  ['main', 70, 70],
];
