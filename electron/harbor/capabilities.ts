import type { Capabilities } from './types.ts';

/** A Harbor release, as far as rules depend on it. */
export interface Release {
  readonly major: number;
  readonly minor: number;
}

/**
 * Reads `v2.14.1-cdab4ae5` and what forks make of it (`harbor-2.9.0+vendor`). Null where no
 * part of the text looks like a Harbor release; years and build numbers do not.
 */
export function readRelease(version: string): Release | null {
  for (const [, major, minor] of version.matchAll(/(?<![\d.])(\d+)\.(\d+)(?=[.\-+_ ]|$)/g)) {
    if (Number(major) >= 1 && Number(major) <= 9)
      return { major: Number(major), minor: Number(minor) };
  }
  return null;
}

const atLeast = ({ major, minor }: Release, wantedMinor: number): boolean =>
  major > 2 || (major === 2 && minor >= wantedMinor);

/** The first release with robots of version 2, which is the oldest that Purser reads. */
export const isTooOld = (release: Release): boolean => !atLeast(release, 2);

/** Harbor ≤ 2.2 answers `/users/current` and what is below it with 500 to a robot; later ones do not. */
export const failsForRobots = (release: Release): boolean => !atLeast(release, 3);

/**
 * What a Harbor of this version can do. An unknown version gets what works everywhere;
 * `probed.hasCatalogue` then says whether `GET /permissions` was there.
 */
export function capabilitiesOf(
  version: string,
  probed: { readonly hasCatalogue: boolean } = { hasCatalogue: true },
): Capabilities {
  const release = readRelease(version);
  if (release === null) {
    const { hasCatalogue } = probed;
    return {
      version,
      listsAllLevels: false,
      hasCatalogue,
      canSort: true,
      editsLegacy: false,
      // Without a catalogue it is older than 2.10, and the log came with 2.13.
      hasExtendedAudit: hasCatalogue,
      isProbed: false,
    };
  }
  return {
    version,
    listsAllLevels: !atLeast(release, 13),
    hasCatalogue: atLeast(release, 10),
    canSort: atLeast(release, 3),
    editsLegacy: !atLeast(release, 4),
    hasExtendedAudit: atLeast(release, 13),
    isProbed: false,
  };
}
