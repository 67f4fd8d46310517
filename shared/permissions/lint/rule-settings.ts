import type { RuleLevel } from './rule-ids.ts';
import type { Rule } from './rule.ts';

/** What somebody set a rule to; what is absent is as the rule has it. */
export interface RuleSetting {
  readonly severity?: RuleLevel | undefined;
  readonly limit?: number | undefined;
}

/** By the id of the rule; ids that no rule has are passed over. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** How much a rule matters, as it is set. */
export const levelOf = (rule: Pick<Rule, 'id' | 'severity'>, settings: RuleSettings): RuleLevel =>
  settings[rule.id]?.severity ?? rule.severity;

/** The number a rule is set to, within its bounds; 0 where it takes none. */
export function limitOf({ id, limit }: Pick<Rule, 'id' | 'limit'>, settings: RuleSettings): number {
  if (limit === null) return 0;
  const wanted = settings[id]?.limit ?? limit.preset;
  return Math.min(Math.max(wanted, limit.least), limit.most);
}
