import type { RobotFlag, RobotState } from '../contract/robots.ts';
import { expiryStateOf, isExpired, type Limits } from './expiry/index.ts';
import type { QueryState } from './query/fields.ts';
import { NEVER_EXPIRES } from './robot.ts';

/** A moment, and how many days before its expiry a robot is worth a warning. */
export interface Thresholds extends Limits {
  /** Epoch seconds, our clock. */
  readonly now: number;
}

/** What a robot's state follows from. */
export interface StateFacts {
  readonly gone: boolean;
  readonly editable: boolean;
  readonly disabled: boolean;
  /** Epoch seconds on our clock, or NEVER_EXPIRES. */
  readonly expiresAt: number;
}

/** The one word for a robot: of all that hold, the most pressing (see ROBOT_STATES). */
export function stateOf(facts: StateFacts, thresholds: Thresholds): RobotState {
  if (facts.gone) return 'gone';
  if (!facts.editable) return 'legacy';
  if (facts.disabled) return 'disabled';
  const state = expiryStateOf(facts.expiresAt, thresholds.now, thresholds);
  return state === 'expired' || state === 'critical' || state === 'soon' ? state : 'active';
}

/** What the flags of a robot follow from. */
export interface FlagFacts {
  readonly hasPermissions: boolean;
  readonly hasStalePermissions: boolean;
}

/**
 * Whether a word of `state:` holds for a robot. Unlike stateOf these are facts, of which several
 * can hold; `critical`, `soon`, `expiring` and `active` follow the one word of the table.
 */
export function holdsState(
  word: QueryState,
  facts: StateFacts & FlagFacts,
  thresholds: Thresholds,
): boolean {
  switch (word) {
    case 'gone':
      return facts.gone;
    case 'legacy':
      return !facts.editable;
    case 'disabled':
      return facts.disabled;
    case 'expired':
      return isExpired(facts.expiresAt, thresholds.now);
    case 'never':
      return facts.expiresAt === NEVER_EXPIRES;
    case 'no-permissions':
      return !facts.hasPermissions;
    case 'stale-permissions':
      return facts.hasStalePermissions;
    case 'expiring': {
      const state = stateOf(facts, thresholds);
      return state === 'critical' || state === 'soon';
    }
    default:
      return stateOf(facts, thresholds) === word;
  }
}

/** What is wrong with a robot beside its state. */
export function flagsOf(facts: FlagFacts): RobotFlag[] {
  const flags: RobotFlag[] = [];
  if (!facts.hasPermissions) flags.push('no-permissions');
  if (facts.hasStalePermissions) flags.push('stale-permissions');
  return flags;
}
