/** Robots that one plan makes others after. */
export const MOST_CLONED = 10_000;
