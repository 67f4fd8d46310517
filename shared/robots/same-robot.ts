/** Seconds between two readings of one time of creation: one may be cut off, one rounded. */
export const CREATION_SLACK = 1;

/**
 * Whether two times of creation are of one robot, epoch seconds on the server's clock; true where
 * one of them is unknown (0). An id says less: a Harbor that was set up afresh gives it out again.
 */
export const mayBeMadeAt = (one: number, other: number): boolean =>
  one <= 0 || other <= 0 || Math.abs(one - other) <= CREATION_SLACK;

interface Made {
  readonly name: string;
  /** Epoch seconds on the server's clock, 0 if unknown. */
  readonly createdAt: number;
}

/**
 * Whether what has one id at one instance is one robot. It keeps its time of creation for ever; a
 * new prefix changes its name, which counts only where no time is known.
 */
export const isSameRobot = (one: Made, other: Made): boolean =>
  one.createdAt > 0 && other.createdAt > 0
    ? mayBeMadeAt(one.createdAt, other.createdAt)
    : one.name === other.name;
