/** A Harbor release number. Missing parts are 0. */
export interface ReleaseNumber {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** What a version string without any number in it (`dev`, a fork's name) is taken for: the newest. */
const NEWEST: ReleaseNumber = { major: 2, minor: 999, patch: 0 };

/**
 * Reads the release number out of any version string: `v2.15.2-cdab4ae5`, `2.16`, `harbor-next 2.14.1`.
 * The first `n.n` or `n.n.n` counts; a string without one is treated as the newest release.
 */
export function parseRelease(version: string): ReleaseNumber {
  const match = /(\d{1,6})\.(\d{1,6})(?:\.(\d{1,6}))?/.exec(version);
  if (!match) return NEWEST;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0) };
}

/** Negative, zero or positive as `a` is older than, the same as or newer than `b`. */
export function compareReleases(a: ReleaseNumber, b: ReleaseNumber): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** True when `version` is `floor` (written `2.13.0`) or newer. */
export function atLeast(version: ReleaseNumber, floor: string): boolean {
  return compareReleases(version, parseRelease(floor)) >= 0;
}

/**
 * True when a change reached `version`, given the first release that has it on each branch, oldest
 * first: `['2.9.5', '2.10.3', '2.11.0']` holds for 2.9.5 and 2.11.0, not for 2.10.2.
 */
export function hasChange(version: ReleaseNumber, firsts: readonly string[]): boolean {
  const branch = firsts
    .map(parseRelease)
    .findLast(({ major, minor }) => major === version.major && minor === version.minor);
  if (branch) return version.patch >= branch.patch;
  return compareReleases(version, parseRelease(firsts.at(-1) ?? '')) >= 0;
}
