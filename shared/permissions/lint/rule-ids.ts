/**
 * Every rule about the risk of robots, in the order in which people read them: what a robot may
 * do, how long it may, who answers for it, what is left of it. Kept apart from the rules' texts,
 * for what needs the names alone.
 */
export const RULE_IDS = [
  'push-everywhere',
  'manages-users',
  'manages-members',
  'manages-registries',
  'makes-robots',
  'purges-audit',
  'test-name',
  'all-projects',
  'never-expires',
  'expires-far',
  'old-secret',
  'unused',
  'creator-left',
  'creator-robot-gone',
  'no-owner',
  'secret-nowhere',
  'push-without-pull',
  'stale-permissions',
  'unknown-permissions',
  'no-permissions',
  'dead-denies',
  'equal-rights',
  'legacy',
  'legacy-refreshed',
  'disabled-long',
  'expired-long',
] as const;

export type RuleId = (typeof RULE_IDS)[number];

/** Narrows a text to the id of a rule. */
export const asRuleId = (text: string): RuleId | null => RULE_IDS.find((id) => id === text) ?? null;

/** How much a finding matters, worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** What a robot's risk is called: its worst finding, or none. */
export const RISKS = [...SEVERITIES, 'none'] as const;

export type Risk = (typeof RISKS)[number];

/** What a rule can be set to. */
export const RULE_LEVELS = [...SEVERITIES, 'off'] as const;

export type RuleLevel = (typeof RULE_LEVELS)[number];

/**
 * What one finding adds to a robot's score. A step up outweighs a handful of the step below, so
 * that many small things do not hide a big one.
 */
export const POINTS: Readonly<Record<Severity, number>> = {
  critical: 100,
  high: 30,
  medium: 8,
  low: 2,
};
