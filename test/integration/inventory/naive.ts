import type { ProjectCreation } from '../../../shared/permissions/project-creation.ts';
import { catalogueOf } from '../../../shared/permissions/catalogue.ts';
import type { RuleId } from '../../../shared/permissions/lint/rule-ids.ts';
import type { Comparison, Query, Term } from '../../../shared/robots/query/query.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { DAY, NOW } from './fleet.ts';
import { can, isHow, isReach, isUpgrade, may } from './naive-rights.ts';

/** A robot with what the inventory knows about it besides. */
export interface PlainRobot {
  readonly instanceId: string;
  readonly instanceName: string;
  readonly instanceTags: readonly string[];
  readonly robot: Robot;
  readonly gone: boolean;
  readonly tags: readonly string[];
  /** When it was snoozed, and until when it was asked for; null for never. */
  readonly snooze: { readonly at: number; readonly until: number } | null;
  readonly creator: string;
  readonly words: string;
  readonly harborVersion: string;
  readonly projectCreation: ProjectCreation | null;
  /** Projects that its Harbor has. */
  readonly projects: readonly string[];
  /** Who answers for it, '' for nobody. */
  readonly owner: string;
  /** When it was last used, on our clock; 0 for no entry in the log. */
  readonly usedAt: number;
  /** Since when the log would name it; null where nobody can tell. */
  readonly loggedSince: number | null;
  /** Harbor's numbers of robots that may do exactly the same, its own among them. */
  readonly equals: readonly number[];
  /** What the rules find of it, as if it were judged by itself. */
  readonly findings: readonly RuleId[];
  readonly unjudged: readonly RuleId[];
  readonly risk: string;
}

/** Limits of their own for what is tagged `emea`: a day and a week instead of a week and a month. */
export const RULES = [
  { of: 'tag', value: 'EMEA', criticalDays: 1, soonDays: 7 },
  { of: 'tag', value: 'nobody', criticalDays: 90, soonDays: 400 },
] as const;

const low = (text: string): string => text.toLowerCase();

const isText = (text: string, { operator, value }: Comparison): boolean =>
  operator === 'contains' ? low(text).includes(low(value)) : low(text) === low(value);

const shortName = ({ name, level, projectName, editable }: Robot): string => {
  const rest = name.startsWith('robot$') ? name.slice('robot$'.length) : name;
  return level === 'project' && editable && rest.startsWith(`${projectName}+`)
    ? rest.slice(projectName.length + 1)
    : rest;
};

/** What settles who answers for robots in the random fleets, and the same without a database. */
export const OWNER_RULES = [
  { owner: 'Team A', instanceId: null, project: 'TEAM*', name: '', creator: '' },
  { owner: 'carol', instanceId: null, project: '', name: 'c?', creator: 'admin' },
] as const;

export function ownerOf(robot: Robot, creator: string, byHand: string | null): string {
  if (byHand !== null) return byHand;
  if (robot.description.includes('owner=dora')) return 'dora';
  if (low(robot.projectName).startsWith('team')) return 'Team A';
  return creator === 'admin' && shortName(robot) === 'ci' ? 'carol' : '';
}

/** The word of the table. */
export function word({ gone, robot, instanceTags }: PlainRobot): string {
  const [critical, soon] = instanceTags.includes('emea') ? [1, 7] : [7, 30];
  if (gone) return 'gone';
  if (!robot.editable) return 'legacy';
  if (robot.disabled) return 'disabled';
  if (robot.expiresAt === -1) return 'active';
  if (robot.expiresAt <= NOW) return 'expired';
  if (robot.expiresAt <= NOW + critical * DAY) return 'critical';
  return robot.expiresAt <= NOW + soon * DAY ? 'soon' : 'active';
}

export function isStale({ robot, harborVersion }: PlainRobot): boolean {
  const catalogue = catalogueOf(harborVersion);
  if (catalogue === null) return false;
  return robot.permissions.some(({ kind, access }) =>
    access.some(({ resource, action }) => {
      const pair = `${resource}:${action}`;
      if (kind === 'system') return !catalogue.system.includes(pair);
      return kind === 'project' && !catalogue.project.includes(pair);
    }),
  );
}

function isState(plain: PlainRobot, value: string): boolean {
  const { robot } = plain;
  switch (value) {
    case 'gone':
      return plain.gone;
    case 'legacy':
      return !robot.editable;
    case 'disabled':
      return robot.disabled;
    case 'expired':
      return robot.expiresAt !== -1 && robot.expiresAt <= NOW;
    case 'never':
      return robot.expiresAt === -1;
    case 'expiring':
      return ['critical', 'soon'].includes(word(plain));
    case 'no-permissions':
      return robot.permissions.length === 0;
    case 'stale-permissions':
      return isStale(plain);
    default:
      return word(plain) === value;
  }
}

function bucket({ expiresAt }: Robot): string {
  if (expiresAt === -1) return 'never';
  if (expiresAt <= NOW) return 'expired';
  if (expiresAt <= NOW + DAY) return '24h';
  if (expiresAt <= NOW + 7 * DAY) return '7d';
  if (expiresAt <= NOW + 30 * DAY) return '30d';
  return expiresAt <= NOW + 90 * DAY ? '90d' : 'later';
}

const UNITS: Readonly<Record<string, number>> = {
  h: 3_600,
  d: DAY,
  w: 7 * DAY,
  m: 30 * DAY,
  y: 365 * DAY,
};

const compare = (left: number, operator: string, right: number): boolean =>
  ({ '<': left < right, '<=': left <= right, '>': left > right, '>=': left >= right })[operator] ??
  left === right;

/** Days of this computer's calendar and relative times, the only moments the fleets ask for. */
function isMoment(time: number, past: boolean, { operator, value }: Comparison): boolean {
  if (value === 'never') return time === -1;
  if (past ? time === 0 : time === -1) return false;
  const relative = /^(-?\d+)([hdwmy])$/.exec(value);
  if (relative !== null) {
    const seconds = Number(relative[1]) * (UNITS[relative[2] ?? ''] ?? 0);
    return compare(past ? NOW - time : time - NOW, operator, seconds);
  }
  const [year = 0, month = 0, day = 0] = value.split('-').map(Number);
  const start = new Date(year, month - 1, day).getTime() / 1_000;
  const end = new Date(year, month - 1, day + 1).getTime() / 1_000;
  switch (operator) {
    case '<':
      return time < start;
    case '<=':
      return time < end;
    case '>':
      return time >= end;
    case '>=':
      return time >= start;
    default:
      return time >= start && time < end;
  }
}

function isSeen({ usedAt, loggedSince, robot }: PlainRobot, asked: Comparison): boolean {
  const { value, operator } = asked;
  if (value === 'used') return usedAt > 0;
  if (value === 'never') return usedAt === 0 && loggedSince !== null;
  if (value === 'unknown') return usedAt === 0 && loggedSince === null;
  if (value === 'until-expiry') {
    return usedAt > 0 && robot.expiresAt !== -1 && usedAt >= robot.expiresAt - 7 * DAY;
  }
  const isAge = /[hdwmy]$/.test(value);
  const saysQuiet = isAge ? operator.startsWith('>') : operator.startsWith('<');
  if (!saysQuiet) return isMoment(usedAt, true, asked);
  if (loggedSince === null) return false;
  return isMoment(Math.max(usedAt, robot.createdAt, loggedSince), true, asked);
}

const anyOf = (texts: readonly string[], asked: Comparison): boolean =>
  asked.operator === 'is' && asked.value === ''
    ? texts.length === 0
    : texts.some((text) => isText(text, asked));

/** Whether nobody wants to hear of it now. */
function isSnoozed({ snooze, robot: { expiresAt } }: PlainRobot): boolean {
  if (snooze === null || expiresAt === -1) return false;
  const hadExpired = expiresAt <= snooze.at;
  if (expiresAt <= NOW && !hadExpired) return false;
  return NOW < (hadExpired ? snooze.until : Math.min(snooze.until, expiresAt));
}

function fitsValue(plain: PlainRobot, field: string, asked: Comparison): boolean {
  const { robot } = plain;
  const { value, operator } = asked;
  switch (field) {
    case 'name':
      return (
        isText(robot.name, asked) || (operator === 'is' && low(shortName(robot)) === low(value))
      );
    case 'instance':
      return (
        isText(plain.instanceName, asked) ||
        (operator === 'is' && value !== '' && plain.instanceId.startsWith(low(value)))
      );
    case 'instance-tag':
      return anyOf(plain.instanceTags, asked);
    case 'tag':
      return anyOf(plain.tags, asked);
    case 'project':
      return isText(robot.projectName, asked);
    case 'owner':
      return isText(plain.owner, asked);
    case 'creator':
      return isText(plain.creator, asked);
    case 'description':
      return isText(robot.description, asked);
    case 'level':
      return robot.level === value;
    case 'state':
      return isState(plain, value);
    case 'expiry':
      return bucket(robot) === value;
    case 'can':
      return can(plain, value);
    case 'may':
      return may(plain, value);
    case 'how':
      return isHow(plain, value);
    case 'reach':
      return isReach(plain, value);
    case 'upgrade':
      return isUpgrade(plain, value);
    case 'equal': {
      const [, id = '', instance = ''] = /^(\d+)@(.*)$/.exec(value) ?? [];
      const isThere =
        low(plain.instanceName) === low(instance) || plain.instanceId.startsWith(low(instance));
      return isThere && plain.equals.includes(Number(id));
    }
    case 'risk':
      return !plain.gone && plain.risk === value;
    case 'finding':
      return !plain.gone && plain.findings.some((id) => id === value);
    case 'unjudged':
      return !plain.gone && plain.unjudged.some((id) => id === value);
    case 'excepted':
      return false;
    case 'expires':
      return isMoment(robot.expiresAt, false, asked);
    case 'created':
      return isMoment(robot.createdAt, true, asked);
    case 'updated':
      return isMoment(robot.updatedAt, true, asked);
    case 'seen':
      return isSeen(plain, asked);
    case 'duration':
      if (value === 'never') return robot.duration === -1;
      return robot.duration !== -1 && compare(robot.duration, operator, Number(value));
    case 'snoozed':
      return isSnoozed(plain) === (value === 'yes');
    case 'id':
      return compare(robot.id, operator, Number(value));
    default:
      throw new Error(`no such field: ${field}`);
  }
}

function fitsText(plain: PlainRobot, text: string): boolean {
  const { robot, creator, words, tags, owner } = plain;
  const texts = [robot.name, robot.projectName, robot.description, creator, words, owner];
  return [...texts, ...tags].some((one) => low(one).includes(low(text)));
}

function fitsTerm(plain: PlainRobot, term: Term): boolean {
  const fits =
    term.kind === 'text'
      ? term.values.some((value) => fitsText(plain, value))
      : term.values.some((asked) => fitsValue(plain, term.field, asked));
  return fits !== term.negated;
}

/** What the query says of a robot, word for word, without a database. */
export function fits(plain: PlainRobot, query: Query): boolean {
  const asksForGone = query.terms.some(
    (term) =>
      term.kind === 'field' &&
      term.field === 'state' &&
      !term.negated &&
      term.values.some(({ value }) => value === 'gone'),
  );
  if (plain.gone && !asksForGone) return false;
  return query.terms.every((term) => fitsTerm(plain, term));
}
