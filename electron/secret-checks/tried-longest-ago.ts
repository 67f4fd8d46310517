interface Tried {
  /** Epoch seconds of the last login with it, null for never. */
  readonly verifiedAt: number | null;
}

/**
 * At most so many secrets: where there are more, those that were tried longest ago, so that
 * checking again and again comes to all of them.
 */
export function triedLongestAgo<T extends Tried>(
  secrets: readonly T[],
  most: number,
): readonly T[] {
  if (secrets.length <= most) return secrets;
  return [...secrets].sort((a, b) => (a.verifiedAt ?? 0) - (b.verifiedAt ?? 0)).slice(0, most);
}
