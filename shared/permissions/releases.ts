/** The numbers of a release: "v2.12.4-2d7e9b51" is 2, 12, 4; null for what is none. */
export const releaseOf = (version: string): number[] | null => {
  const found = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(version);
  return found === null ? null : [1, 2, 3].map((part) => Number(found[part] ?? 0));
};

/** Whether the first release came before the second. */
export function isReleaseBefore(left: readonly number[], right: readonly number[]): boolean {
  for (const part of [0, 1, 2]) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/**
 * Whether a Harbor is older than a release; one whose version nobody can read counts as new.
 * @param release for example "2.14.1"
 */
export function isBefore(version: string, release: string): boolean {
  const ours = releaseOf(version);
  const theirs = releaseOf(release);
  return ours !== null && theirs !== null && isReleaseBefore(ours, theirs);
}
