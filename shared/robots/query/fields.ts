import { RISKS, RULE_IDS } from '../../permissions/lint/rule-ids.ts';
import { EXPIRY_BUCKETS } from '../expiry/index.ts';
import { parseCan } from './can.ts';
import { parseMoment } from './moments.ts';
import {
  equalValue,
  howValue,
  parseEqual,
  parseHow,
  parseReach,
  parseUpgrade,
  reachValue,
  upgradeValue,
} from './rights.ts';
import type { Operator } from './operator.ts';

/** The words of `state:`. Facts, so several hold for one robot; see GRAMMAR.md for each. */
export const QUERY_STATES = [
  'active',
  'soon',
  'critical',
  'expiring',
  'expired',
  'never',
  'disabled',
  'legacy',
  'gone',
  'no-permissions',
  'stale-permissions',
] as const;

export type QueryState = (typeof QUERY_STATES)[number];

export const QUERY_LEVELS = ['system', 'project'] as const;

/**
 * The words of `seen:`. Of the first three one holds for each robot: used, not seen since, cannot
 * tell.
 */
export const SEEN_WORDS = ['used', 'never', 'unknown', 'until-expiry'] as const;

export type SeenWord = (typeof SEEN_WORDS)[number];

/** Narrows the value of a parsed `seen:` term; null for a moment. */
export const asSeenWord = (value: string): SeenWord | null =>
  SEEN_WORDS.find((word) => word === value) ?? null;

const isState = (word: string): word is QueryState =>
  (QUERY_STATES as readonly string[]).includes(word);

/** Narrows the value of a parsed `state:` term. */
export const asState = (value: string): QueryState | null => (isState(value) ? value : null);

/** Either the value as the query keeps it, or what is wrong with it. */
type Checked = { readonly value: string } | { readonly wrong: string };

interface FieldRules {
  readonly operators: readonly Operator[];
  /** What the field means, in a few words, for completion. */
  readonly about: string;
  /** The words it takes, where it takes no others. */
  readonly words?: readonly string[];
  readonly check: (value: string, operator: Operator) => Checked;
}

const ANY_TEXT: readonly Operator[] = ['is', 'contains'];
const ANY_ORDER: readonly Operator[] = ['is', '<', '<=', '>', '>='];

const text = (about: string): FieldRules => ({
  about,
  operators: ANY_TEXT,
  check: (value, operator) =>
    operator === 'contains' && value === ''
      ? { wrong: 'Say which text to look for after ~.' }
      : { value },
});

const words = (about: string, known: readonly string[]): FieldRules => ({
  about,
  words: known,
  operators: ['is'],
  check: (value) => {
    const word = value.toLowerCase();
    return known.includes(word)
      ? { value: word }
      : { wrong: `“${value}” is none of ${known.join(', ')}.` };
  },
});

/** @param known words that stand for no moment */
const date = (about: string, known: readonly string[] = []): FieldRules => ({
  about,
  ...(known.length > 0 ? { words: known } : {}),
  operators: ANY_ORDER,
  check: (value, operator) => {
    const word = known.find((one) => one === value.toLowerCase());
    if (word !== undefined) {
      return operator === 'is'
        ? { value: word }
        : { wrong: `${word[0]?.toUpperCase()}${word.slice(1)} is no date to compare with.` };
    }
    const moment = parseMoment(value);
    if (moment === null) {
      return { wrong: `“${value}” is neither a date like 2026-12-01 nor a time like 30d.` };
    }
    if (moment.kind === 'never') return { wrong: 'Only expires: and seen: can be never.' };
    return moment.kind === 'relative' && operator === 'is'
      ? { wrong: `Say whether less or more than that: <${value} or >${value}.` }
      : { value: value.toUpperCase().includes('T') ? value.toUpperCase() : value.toLowerCase() };
  },
});

function wholeNumber(value: string): Checked {
  const whole = /^\d{1,16}$/.test(value) && Number.isSafeInteger(Number(value));
  return whole ? { value: String(Number(value)) } : { wrong: `“${value}” is no whole number.` };
}

const number = (about: string, never: boolean): FieldRules => ({
  about,
  ...(never ? { words: ['never'] } : {}),
  operators: ANY_ORDER,
  check: (value, operator) => {
    if (never && value.toLowerCase() === 'never') {
      return operator === 'is' ? { value: 'never' } : { wrong: 'Never is no number of days.' };
    }
    return wholeNumber(value);
  },
});

const ability = (about: string): FieldRules => ({
  about,
  operators: ['is'],
  check: (value) => {
    const parsed = parseCan(value);
    return parsed === null
      ? { wrong: `Say resource and action, like repository:push, instead of “${value}”.` }
      : { value: parsed.text };
  },
});

/** A field with values of one shape. @param example what to say instead */
const shaped = <T>(
  about: string,
  example: string,
  parse: (value: string) => T | null,
  format: (parsed: T) => string,
): FieldRules => ({
  about: `${about}, for example ${example}`,
  operators: ['is'],
  check: (value) => {
    const parsed = parse(value);
    return parsed === null
      ? { wrong: `Say it like ${example}, instead of “${value}”.` }
      : { value: format(parsed) };
  },
});

/** Every field of the query line. */
export const FIELDS = {
  name: text('full name or name without prefix and project'),
  instance: text('name of the instance, or the start of its id'),
  project: text('project it belongs to'),
  level: words('system or project', QUERY_LEVELS),
  state: words('what is the matter with it', QUERY_STATES),
  expiry: words('span of time in which it expires', EXPIRY_BUCKETS),
  expires: date('date, or time from now like <30d', ['never']),
  can: ability('what it is granted, for example repository:push'),
  may: ability('what Harbor lets it do, for example repository:pull@library'),
  how: shaped('how it has a permission', 'all@project/repository:push', parseHow, howValue),
  reach: shaped('how far it reaches in a project', 'push@library', parseReach, reachValue),
  upgrade: shaped('what another release makes of it', 'refused@2.15.2', parseUpgrade, upgradeValue),
  equal: shaped('whose rights are equal to this one’s', '12@prod', parseEqual, equalValue),
  risk: words('its worst finding', RISKS),
  finding: words('a rule that finds something about it', RULE_IDS),
  excepted: words('a rule it is excepted from', RULE_IDS),
  unjudged: words('a rule that could not be judged', RULE_IDS),
  creator: text('who made it'),
  owner: {
    ...text('who answers for it, or none'),
    words: ['none'],
    check: (value, operator) =>
      operator === 'is' && value.toLowerCase() === 'none'
        ? { value: '' }
        : text('').check(value, operator),
  },
  tag: text('tag of the robot'),
  'instance-tag': text('tag of its instance'),
  description: text('its description'),
  snoozed: words('whether its warnings are put off', ['yes', 'no']),
  created: date('date, or age like <1y'),
  updated: date('date, or age like >90d'),
  seen: date('last use: date, or age like >90d for not used since', SEEN_WORDS),
  reminder: {
    about: 'number of a reminder that told of it',
    operators: ['is'],
    check: (value) => wholeNumber(value),
  },
  duration: number('days it lives, or never', true),
  id: number("Harbor's number for it", false),
} as const satisfies Record<string, FieldRules>;

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

/** The field of this name, in any case. */
export function fieldNamed(name: string): FieldName | null {
  const lower = name.toLowerCase();
  return FIELD_NAMES.find((field) => field === lower) ?? null;
}

/** The rules of a field, as one type for all of them. */
export const rulesOf = (field: FieldName): FieldRules => FIELDS[field];
