import type { RiskClock } from './clock.ts';
import type { RightsFacts, RiskFacts } from './facts.ts';
import type { Repair } from './repair.ts';
import type { RuleId, RuleLevel } from './rule-ids.ts';

/** The one number that a rule may be set to. */
export interface Limit {
  /** What it counts, to be read before the number. */
  readonly label: string;
  readonly unit: 'days' | 'robots';
  readonly preset: number;
  readonly least: number;
  readonly most: number;
}

interface About {
  readonly id: RuleId;
  /** What is the matter, as it is said of a robot: "Never expires". */
  readonly title: string;
  /** Why it matters, in a sentence or two. */
  readonly why: string;
  /** What it is told by. */
  readonly found: string;
  /** What to do about it. */
  readonly fix: string;
  /** The change that does it for many robots; null where there is none. */
  readonly repair: Repair | null;
  /** How much it matters unless somebody set it otherwise. */
  readonly severity: RuleLevel;
  readonly limit: Limit | null;
  /** What was not known where it could not be judged; '' where it always can. */
  readonly missing: string;
}

/** A rule about what robots may do: judged once for all robots with the same rights. */
export interface RightsRule extends About {
  readonly about: 'rights';
  /** Whether it holds; null where something is not known. */
  readonly judge: (rights: RightsFacts) => boolean | null;
  /** What was found, as a sentence; asked only where it holds. */
  readonly say: (rights: RightsFacts) => string;
}

/** A rule about a robot. */
export interface RobotRule extends About {
  readonly about: 'robot';
  readonly judge: (facts: RiskFacts, limit: number, clock: RiskClock) => boolean | null;
  readonly say: (facts: RiskFacts, limit: number, clock: RiskClock) => string;
}

/** One thing that can be wrong with a robot, and what to do about it. */
export type Rule = RightsRule | RobotRule;
