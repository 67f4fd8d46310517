import { fitsPattern } from '../permissions/patterns.ts';
import { fold } from './query/query.ts';

/** Who answers for robots that fit; what is empty fits any. Patterns know `*` and `?`. */
export interface OwnerRule {
  readonly owner: string;
  /** Id of an instance; null for all. */
  readonly instanceId: string | null;
  readonly project: string;
  /** The short name, or the full one. */
  readonly name: string;
  readonly creator: string;
}

/** What the owner of a robot follows from. */
export interface OwnedRobot {
  readonly instanceId: string;
  readonly project: string;
  readonly name: string;
  readonly shortName: string;
  readonly creator: string;
  readonly description: string;
  /** By hand; null where nobody said. */
  readonly owner: string | null;
}

/** Where an owner comes from, the first of these that says one. */
export const OWNER_SOURCES = ['hand', 'description', 'rule', 'none'] as const;

export type OwnerSource = (typeof OWNER_SOURCES)[number];

export interface Owner {
  /** '' for none. */
  readonly name: string;
  readonly source: OwnerSource;
}

const NOBODY: Owner = { name: '', source: 'none' };

/** Names longer than this are a description that somebody forgot to end. */
export const LONGEST_OWNER = 100;

// A word of its own, so that `no-owner=x` and `coowner=x` say nothing.
const TOLD = /(?:^|[\s,;([])owner[=:]\s*(?:"([^"\n]{1,100})"|([^\s,;)\]"]{1,100}))/iu;

/** The owner that a description names as `owner=team-a` or `owner="Team A"`; '' for none. */
export function ownerInDescription(description: string): string {
  const found = TOLD.exec(description);
  return (found?.[1] ?? found?.[2] ?? '').trim();
}

const fits = (pattern: string, text: string): boolean =>
  pattern === '' || fitsPattern(fold(pattern), fold(text));

/** Whether a rule is about a robot. One that says nothing but an owner is about every robot. */
export const isRuleFor = (rule: OwnerRule, robot: OwnedRobot): boolean =>
  (rule.instanceId === null || rule.instanceId === robot.instanceId) &&
  fits(rule.project, robot.project) &&
  (fits(rule.name, robot.shortName) || fits(rule.name, robot.name)) &&
  fits(rule.creator, robot.creator);

/** Who answers for a robot: by hand, by its description, or by the first rule that fits. */
export function ownerOf(robot: OwnedRobot, rules: readonly OwnerRule[]): Owner {
  if (robot.owner !== null) return { name: robot.owner, source: 'hand' };
  const told = ownerInDescription(robot.description);
  if (told !== '') return { name: told, source: 'description' };
  const rule = rules.find((one) => isRuleFor(one, robot));
  return rule === undefined ? NOBODY : { name: rule.owner, source: 'rule' };
}
