import { differences } from '../../../shared/robots/changes/differences.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import type { Identity } from '../../harbor/types.ts';

/** Seconds that a measured clock may be off, with the answer's way. */
const SLACK = 90;
/** Seconds after which no request that was sent arrives any more. */
const LATEST = 15 * 60;

/** What a robot that was asked for is known by. */
export interface Asked {
  readonly identity: Identity;
  /** Epoch seconds on the server's clock when the request left. */
  readonly sentAt: number;
  /** The server's clock is known; before Harbor 2.5 it is not. */
  readonly isClockKnown: boolean;
  /** What was asked for. */
  readonly wanted: Robot;
}

/** Fields that do not tell: the name was searched for, and these two come out by themselves. */
const NOT_ASKED: ReadonlySet<string> = new Set(['name', 'expiresAt', 'disabled']);

/**
 * Whether a robot of the right name is the one whose answer was lost, and not somebody else's:
 * made in that moment, by this login (Harbor says so since 2.12), just as it was asked for.
 */
export function isMadeByUs(
  found: Robot,
  { identity, sentAt, isClockKnown, wanted }: Asked,
): boolean {
  const { creator, createdAt } = found;
  const isThen = createdAt >= sentAt - SLACK && createdAt <= sentAt + LATEST;
  const isFromHere =
    creator.type === '' ||
    (identity.kind === 'user'
      ? creator.type === 'local' && creator.ref === identity.id
      : creator.type === 'robot');
  const isAsAsked = differences(found, wanted).every((field) => NOT_ASKED.has(field));
  return (isThen || !isClockKnown) && isFromHere && isAsAsked;
}
