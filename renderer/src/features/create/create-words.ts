import { SECONDS_PER_DAY } from '../../../../shared/robots/expiry/index.ts';
import { describePermissions } from '../../../../shared/permissions/describe.ts';
import type { RobotWish } from '../../../../shared/contract/operations.ts';
import { counted } from '../../ui/number-words.ts';
import { absoluteTime } from '../../ui/time.ts';
import { endOfDay } from '../changes/until-words.ts';
import { untilProblem } from '../changes/until-entry.ts';
import type { UntilEntry } from '../changes/until-entry.ts';
import { accessOf } from '../permissions-edit/pair-sets.ts';
import { entriesOf } from '../permissions-edit/permission-draft.ts';
import { projectsOf } from './create-form.ts';
import type { CreateForm } from './create-form.ts';
import { robotsIn } from './wishes.ts';

const FEW = 3;

/** "prod", "prod and eu", "prod, eu and 4 more". */
export function listed(names: readonly string[]): string {
  const [last = '', ...others] = [...names].reverse();
  if (others.length === 0) return last;
  if (names.length <= FEW) return `${others.reverse().join(', ')} and ${last}`;
  const shown = names.slice(0, FEW - 1).join(', ');
  return `${shown} and ${counted(names.length - FEW + 1, 'more', 'more')}`;
}

function untilWords(entry: UntilEntry, now: number): string {
  if (untilProblem(entry, now) !== '') return '';
  if (entry.kind === 'never') return 'never expires';
  const at =
    entry.kind === 'days'
      ? now + Number(entry.days) * SECONDS_PER_DAY
      : (endOfDay(entry.date) ?? 0);
  return `expires ${absoluteTime(at)}`;
}

const SECRET_WORDS = {
  generate: ['with a new secret', 'each with a new secret of its own'],
  one: ['with a new secret', 'all with one new secret'],
  own: ['with the secret you enter', 'all with the secret you enter'],
  kept: ['with the secret it has', 'with the secrets they have'],
} as const;

function permissionWords(form: CreateForm): string {
  const { draft } = form;
  if (form.level === 'system') {
    const entries = entriesOf(draft);
    return entries.length === 0 ? '' : describePermissions(entries);
  }
  const sets = new Map(
    [...draft.projects.values()].map((pairs) => [JSON.stringify(accessOf(pairs)), pairs]),
  );
  if (sets.size > 1) return 'do something else in each project';
  const [pairs = draft.chosen] = sets.values();
  if (pairs.size === 0) return '';
  const entry = { kind: 'project', namespace: '', access: accessOf(pairs) };
  return describePermissions([entry]).replace(/ on $/, ' there');
}

/**
 * All of a form in one English sentence; what is not entered yet is left out.
 * @param names of the chosen instances
 * @param now epoch seconds, our clock
 */
export function sentenceOf(
  form: CreateForm,
  wishes: readonly RobotWish[],
  names: readonly string[],
  now: number,
): string {
  const robots = Math.max(1, robotsIn(wishes));
  const isOne = robots === 1;
  const kind = `${form.level} ${isOne ? 'robot' : 'robots'}`;
  const what = `${isOne ? 'A' : counted(robots, kind, kind)}${isOne ? ` ${kind}` : ''}`;
  const projects = projectsOf(form);
  const where = [
    form.level === 'project' && projects.length > 0 ? `in ${placeWords(projects)}` : '',
    names.length > 0 ? `on ${listed(names)}` : '',
  ];
  const may = permissionWords(form);
  const until = untilWords(form.until, now);
  const rest = [
    may === '' ? '' : `may ${mayWords(may)}`,
    until === '' ? '' : isOne ? until : plural(until),
  ].filter(Boolean);
  const secret = SECRET_WORDS[form.secret.kind][isOne ? 0 : 1];
  const name = form.name === '' ? '' : `called ${form.name}`;
  const head = [what, name, ...where].filter(Boolean).join(' ');
  const tail = rest.length === 0 ? '' : ` that ${rest.join(' and ')}`;
  return `${head}${tail}, ${secret}.`;
}

const placeWords = (projects: readonly string[]): string =>
  projects.length > FEW ? counted(projects.length, 'project') : listed(projects);

/** "never expires" → "never expire", for several. */
const plural = (words: string): string => words.replace('expires', 'expire');

/** "everything on all projects" → "do everything on all projects". */
const mayWords = (words: string): string =>
  words.replace(/(^|; )(everything|nothing)\b/g, '$1do $2');
