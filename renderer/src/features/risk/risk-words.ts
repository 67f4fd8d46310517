import type { RobotRow } from '../../../../shared/contract/robots.ts';
import { ruleOf } from '../../../../shared/permissions/lint/index.ts';
import { RISKS, type Risk } from '../../../../shared/permissions/lint/rule-ids.ts';
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
