/**
 * A moment that rules ask, which notes when an answer would be another: until then nothing has to
 * be judged again only because time goes by.
 */
export interface RiskClock {
  /** Epoch seconds, our clock. */
  readonly now: number;
  /** Whether a moment has come. @param moment epoch seconds, may be infinite */
  hasCome(moment: number): boolean;
  /** The first moment of those asked about that is still to come; Infinity if there is none. */
  next(): number;
}

/** A clock that stands still at a moment. @param now epoch seconds */
export function clockAt(now: number): RiskClock {
  let next = Infinity;
  return {
    now,
    hasCome(moment) {
      if (moment <= now) return true;
      next = Math.min(next, moment);
      return false;
    },
    next: () => next,
  };
}
