import type { RiskClock } from './clock.ts';
import type { RiskFacts } from './facts.ts';
import { ruleOf } from './index.ts';
import { idsOf, type Marks } from './judge-robot.ts';
import { POINTS, type RuleId, type Severity } from './rule-ids.ts';
import { levelOf, limitOf, type RuleSettings } from './rule-settings.ts';

/** One line of a robot's score. */
export interface RiskLine {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** What it adds to the score, were it not excepted. */
  readonly points: number;
  /** What was found of this robot, as a sentence. */
  readonly detail: string;
}

/** The lines whose points add up to a robot's score, worst first. @param marks what was found */
export function riskLines(
  facts: RiskFacts,
  marks: Marks,
  settings: RuleSettings,
  clock: RiskClock,
): RiskLine[] {
  return idsOf(marks.found)
    .flatMap((id): RiskLine[] => {
      const rule = ruleOf(id);
      const severity = levelOf(rule, settings);
      if (severity === 'off') return [];
      const detail =
        rule.about === 'rights'
          ? rule.say(facts.rights)
          : rule.say(facts, limitOf(rule, settings), clock);
      return [{ rule: id, severity, points: POINTS[severity], detail }];
    })
    .sort((left, right) => right.points - left.points);
}
