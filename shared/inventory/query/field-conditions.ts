import { EXPIRY_BUCKETS } from '../../robots/expiry/index.ts';
import { parseCan } from '../../robots/query/can.ts';
import { asState } from '../../robots/query/fields.ts';
import { parseEqual } from '../../robots/query/rights.ts';
import { parseMoment, spanOf } from '../../robots/query/moments.ts';
import { fold, type Comparison, type FieldTerm } from '../../robots/query/query.ts';
import type { Fleet } from './fleet.ts';
import { all, any, condition, FALSE, not, TRUE, type Condition } from './conditions.ts';
import type { CachedInstance } from '../instances.ts';
import { mayCondition } from './may-condition.ts';
import { rightCondition } from './right-condition.ts';
import { asRuleId, RISKS } from '../../permissions/lint/rule-ids.ts';
import { LEVEL, NEVER } from '../robot-record.ts';
import { seenCondition } from './seen-conditions.ts';
import { reminderCondition } from '../expiry/reminders.ts';
import { snoozedCondition } from '../expiry/snoozes.ts';
import { equalTo, ofRisk, withFinding, withoutFinding } from '../risk/table.ts';
import { bucketCondition, stateCondition } from './state-conditions.ts';

const NEWLINE = 'char(10)';
const DESCRIPTION = `substr(r.search, instr(r.search, ${NEWLINE}) + 1)`;

/** Full names that contain a text; `search` is the name, a line feed, the description. */
export function nameContains(text: string): Condition {
  if (text.includes('\n')) return FALSE;
  return condition(`instr(r.search, ?) BETWEEN 1 AND instr(r.search, ${NEWLINE}) - 1`, fold(text));
}

export const descriptionContains = (text: string): Condition =>
  condition(`instr(${DESCRIPTION}, ?) > 0`, fold(text));

/** Robots that point to a row of another table, by that row's folded text. */
const shared = (
  table: 'project' | 'creator' | 'owner' | 'permission_set',
  { operator, value }: Comparison,
): Condition =>
  condition(
    `r.${table} IN (SELECT num FROM ${table} WHERE ${
      operator === 'contains' ? 'instr(folded, ?) > 0' : 'folded = ?'
    })`,
    fold(value),
  );

/** Robots of instances that fit. */
export function ofInstances(instances: readonly CachedInstance[]): Condition {
  return instances.length === 0
    ? FALSE
    : condition(`r.instance IN (${instances.map(({ num }) => num).join(', ')})`);
}

/** Whether a text is what a comparison asks for. */
const fits = (text: string, { operator, value }: Comparison): boolean =>
  operator === 'contains' ? fold(text).includes(fold(value)) : fold(text) === fold(value);

const isInstance = ({ id, name }: CachedInstance, asked: Comparison): boolean =>
  fits(name, asked) ||
  (asked.operator === 'is' && asked.value !== '' && id.startsWith(fold(asked.value)));

const hasTag = ({ tags }: CachedInstance, asked: Comparison): boolean =>
  asked.operator === 'is' && asked.value === ''
    ? tags.length === 0
    : tags.some((tag) => fits(tag, asked));

const TAGGED = `SELECT k.key FROM state.robot_tag t
  CROSS JOIN instance i ON i.id = t.instance_id
  CROSS JOIN robot k ON k.instance = i.num AND k.id = t.robot_id`;

export function tagged({ operator, value }: Comparison): Condition {
  if (operator === 'contains') {
    return condition(`r.key IN (${TAGGED} WHERE instr(t.folded, ?) > 0)`, fold(value));
  }
  return value === ''
    ? condition(`r.key NOT IN (${TAGGED})`)
    : condition(`r.key IN (${TAGGED} WHERE t.folded = ?)`, fold(value));
}

function canCondition(value: string): Condition {
  const asked = parseCan(value);
  if (asked === null) return FALSE;
  const parts: Condition[] = [];
  const { resource, action, namespace } = asked;
  if (resource !== '*') parts.push(condition("resource IN (?, '*')", resource));
  if (action !== '*') parts.push(condition("action IN (?, '*')", action));
  if (namespace === '/') parts.push(condition("kind = 'system'"));
  else if (namespace === '*') parts.push(condition("(kind = 'project' AND namespace = '*')"));
  else if (namespace === '?') parts.push(condition("kind = 'project'"));
  else if (namespace !== null) {
    parts.push(condition("kind = 'project' AND namespace IN (?, '*')", namespace));
  }
  const { sql, values } = all(parts);
  return {
    sql: `r.permission_set IN (SELECT permission_set FROM permission_pair WHERE ${sql})`,
    values,
  };
}

/** A column of seconds; values below `least` stand for "unknown" and above `most` for "never". */
function dateCondition(
  column: 'expires' | 'created' | 'updated',
  { operator, value }: Comparison,
  now: number,
): Condition {
  const moment = parseMoment(value);
  if (moment === null) return FALSE;
  if (moment.kind === 'never') return condition(`r.${column} = ${NEVER}`);
  const past = column !== 'expires';
  const { from, to } = spanOf(operator, moment, past, now);
  const parts: Condition[] = [];
  if (from > -Infinity || past)
    parts.push(condition(`r.${column} >= ?`, past ? Math.max(from, 1) : from));
  if (to < Infinity || !past) parts.push(condition(`r.${column} < ?`, Math.min(to, NEVER)));
  return all(parts);
}

function numberCondition(column: 'duration' | 'id', { operator, value }: Comparison): Condition {
  if (value === 'never') return condition(`r.${column} = -1`);
  const sign = operator === 'is' || operator === 'contains' ? '=' : operator;
  const compared = condition(`r.${column} ${sign} ?`, Number(value));
  return column === 'duration' ? all([compared, condition('r.duration <> -1')]) : compared;
}

/** Robots that one value of a field's term fits. */
function valueCondition(field: FieldTerm['field'], asked: Comparison, fleet: Fleet): Condition {
  const { value } = asked;
  const { thresholds, instances } = fleet;
  switch (field) {
    case 'name':
      return asked.operator === 'contains'
        ? nameContains(value)
        : condition('(r.name = ? COLLATE NOCASE OR r.short_name = ? COLLATE NOCASE)', value, value);
    case 'description':
      return asked.operator === 'contains'
        ? descriptionContains(value)
        : condition(`${DESCRIPTION} = ?`, fold(value));
    case 'project':
    case 'creator':
    case 'owner':
      return shared(field, asked);
    case 'instance':
      return ofInstances(instances.filter((instance) => isInstance(instance, asked)));
    case 'instance-tag':
      return ofInstances(instances.filter((instance) => hasTag(instance, asked)));
    case 'tag':
      return tagged(asked);
    case 'level':
      return condition(`r.level = ${value === 'system' ? LEVEL.system : LEVEL.project}`);
    case 'state': {
      const state = asState(value);
      return state === null ? FALSE : stateCondition(state, fleet);
    }
    case 'expiry': {
      const bucket = EXPIRY_BUCKETS.find((one) => one === value);
      return bucket === undefined ? FALSE : bucketCondition(bucket, thresholds.now);
    }
    case 'snoozed': {
      const holds = snoozedCondition(thresholds.now);
      return value === 'yes' ? holds : not(holds);
    }
    case 'reminder':
      return reminderCondition(Number(value));
    case 'can':
      return canCondition(value);
    case 'may':
      return mayCondition(value, instances);
    case 'how':
    case 'reach':
    case 'upgrade':
      return rightCondition(field, value, instances);
    case 'equal': {
      const equal = parseEqual(value);
      if (equal === null) return FALSE;
      const wanted = { operator: 'is', value: equal.instance } as const;
      const found = instances.filter((instance) => isInstance(instance, wanted));
      return found.length === 0 ? FALSE : any(found.map(({ num }) => equalTo(num, equal.robot)));
    }
    case 'risk': {
      const risk = RISKS.find((one) => one === value);
      return risk === undefined ? FALSE : ofRisk(risk);
    }
    case 'finding': {
      const rule = asRuleId(value);
      return rule === null ? FALSE : withFinding(rule);
    }
    case 'excepted':
    case 'unjudged': {
      const rule = asRuleId(value);
      return rule === null ? FALSE : withoutFinding(rule, field);
    }
    case 'expires':
    case 'created':
    case 'updated':
      return dateCondition(field, asked, thresholds.now);
    case 'seen':
      return seenCondition(asked, fleet);
    case 'duration':
    case 'id':
      return numberCondition(field, asked);
  }
}

/** Robots that any value of the term fits, its minus not counted. */
export const fieldCondition = ({ field, values }: FieldTerm, fleet: Fleet): Condition =>
  values.length === 0 ? TRUE : any(values.map((value) => valueCondition(field, value, fleet)));

/** Robots of which people can read this text: name, project, description, permissions, creator, tags. */
export function textCondition(text: string): Condition {
  const asked: Comparison = { operator: 'contains', value: text };
  const own = text.includes('\n')
    ? descriptionContains(text)
    : condition('instr(r.search, ?) > 0', fold(text));
  return any([
    own,
    shared('project', asked),
    shared('creator', asked),
    shared('owner', asked),
    shared('permission_set', asked),
    tagged(asked),
  ]);
}
