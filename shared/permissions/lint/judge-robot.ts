import type { RiskClock } from './clock.ts';
import type { RightsFacts, RiskFacts } from './facts.ts';
import { RULES } from './index.ts';
import { POINTS, RULE_IDS, SEVERITIES, type Risk, type RuleId } from './rule-ids.ts';
import type { RightsRule, RobotRule } from './rule.ts';
import { levelOf, limitOf, type RuleSettings } from './rule-settings.ts';

/**
 * What rules say of a robot, as bits in the order of RULE_IDS, so that it can be had for 100 000
 * robots. A rule in neither set was judged and does not hold.
 */
export interface Marks {
  readonly found: number;
  /** Rules for which something is not known: neither good nor bad. */
  readonly unjudged: number;
}

/** A robot's risk: its worst finding, and the points of all of them. */
export interface RiskScore {
  readonly risk: Risk;
  readonly score: number;
}

/** The bit of a rule. */
export const bitOf = (id: RuleId): number => 1 << RULE_IDS.indexOf(id);

const listed = new Map<number, readonly RuleId[]>();

/** The rules of some bits, in the order of RULE_IDS: the same list for the same bits. */
export function idsOf(bits: number): readonly RuleId[] {
  const known = listed.get(bits) ?? RULE_IDS.filter((_, place) => bits & (1 << place));
  listed.set(bits, known);
  return known;
}

/** Of a legacy robot nothing else is worth saying: it cannot sign in, and Harbor tells no rights. */
const OF_LEGACY: ReadonlySet<RuleId> = new Set(['legacy']);

/** Judges robots by the rules as they are set. */
export interface RobotJudge {
  /** What the rules about rights say of all robots that hold these. */
  ofRights(rights: RightsFacts): Marks;
  /** What all rules say of a robot. @param rights what `ofRights` says of its rights */
  ofRobot(facts: RiskFacts, rights: Marks, clock: RiskClock): Marks;
  /** @param found bits of the findings that count */
  scoreOf(found: number): RiskScore;
}

/** Rules that are off are not judged at all. */
export function createRobotJudge(settings: RuleSettings): RobotJudge {
  const used = RULES.filter((rule) => levelOf(rule, settings) !== 'off');
  const ofRights = used.filter((rule): rule is RightsRule => rule.about === 'rights');
  const ofRobots = used
    .filter((rule): rule is RobotRule => rule.about === 'robot')
    .map((rule) => ({
      bit: bitOf(rule.id),
      judge: rule.judge,
      limit: limitOf(rule, settings),
      isOfLegacy: OF_LEGACY.has(rule.id),
    }));
  const severities = used.map((rule) => ({ bit: bitOf(rule.id), level: levelOf(rule, settings) }));
  const scores = new Map<number, RiskScore>();

  const score = (found: number): RiskScore => {
    const levels = severities.filter(({ bit }) => found & bit).map(({ level }) => level);
    return {
      risk: SEVERITIES.find((severity) => levels.includes(severity)) ?? 'none',
      score: levels.reduce((sum, level) => sum + (level === 'off' ? 0 : POINTS[level]), 0),
    };
  };

  return {
    ofRights(rights) {
      let found = 0;
      let unjudged = 0;
      for (const { id, judge } of ofRights) {
        const holds = judge(rights);
        if (holds === null) unjudged |= bitOf(id);
        else if (holds) found |= bitOf(id);
      }
      return { found, unjudged };
    },
    ofRobot(facts, rights, clock) {
      const { editable } = facts;
      let { found, unjudged } = editable ? rights : { found: 0, unjudged: 0 };
      for (const { bit, judge, limit, isOfLegacy } of ofRobots) {
        if (!editable && !isOfLegacy) continue;
        const holds = judge(facts, limit, clock);
        if (holds === null) unjudged |= bit;
        else if (holds) found |= bit;
      }
      return { found, unjudged };
    },
    scoreOf(found) {
      const known = scores.get(found) ?? score(found);
      scores.set(found, known);
      return known;
    },
  };
}
