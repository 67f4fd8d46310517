import type { RiskSummary } from '../../../../shared/contract/risk.ts';
import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { ruleOf } from '../../../../shared/permissions/lint/index.ts';
import { RISKS, type Risk, type RuleId } from '../../../../shared/permissions/lint/rule-ids.ts';
import { counted } from '../../ui/number-words.ts';
import type { Sign } from '../../ui/tone.ts';

/** How risks are shown, in the table, in facets and everywhere else. */
export const RISK_SIGNS: Readonly<Record<Risk, Sign>> = {
  critical: { tone: 'bad', icon: 'i-lucide-octagon-alert', word: 'Critical' },
  high: { tone: 'bad', icon: 'i-lucide-triangle-alert', word: 'High' },
  medium: { tone: 'warning', icon: 'i-lucide-circle-alert', word: 'Medium' },
  low: { tone: 'quiet', icon: 'i-lucide-info', word: 'Low' },
  none: { tone: 'quiet', icon: 'i-lucide-circle-check', word: 'None' },
};

/** The words alone. */
export const RISK_WORDS: Readonly<Record<string, string>> = Object.fromEntries(
  RISKS.map((risk) => [risk, RISK_SIGNS[risk].word]),
);

/** What is found of a robot, as a line to read while pointing at it. */
export const findingWords = ({ findings }: Pick<RobotRow, 'findings'>): string =>
  findings.map((id) => ruleOf(id).title).join(' · ');

/** A rule that nobody asked to be judged. */
export const OFF_SIGN: Sign = { tone: 'quiet', icon: 'i-lucide-circle-off', word: 'Off' };

/** "76 points". */
export const scoreWords = (score: number): string => counted(score, 'point');

type FoundByRule = RiskSummary['rules'][number];

/** Rules that find something first, the worst of them at the top; then the rest, those off last. */
export function byImportance(rules: readonly FoundByRule[]): FoundByRule[] {
  const rank = ({ robots, level, points }: FoundByRule): number =>
    (robots > 0 ? 10_000 : 0) + (level === 'off' ? 0 : 1_000) + points;
  return [...rules].sort((left, right) => rank(right) - rank(left) || right.robots - left.robots);
}

/** The lines whose products add up to the points of an instance, the largest first. */
export const instanceLines = (
  { rules }: RiskSummary,
  id: string,
): { rule: RuleId; robots: number; points: number }[] =>
  rules
    .map(({ rule, points, instances }) => ({
      rule,
      points,
      robots: instances.find((one) => one.id === id)?.robots ?? 0,
    }))
    .filter(({ robots, points }) => robots > 0 && points > 0)
    .sort((left, right) => right.robots * right.points - left.robots * left.points);
