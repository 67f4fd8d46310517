import { problemOfSecret } from '../changes/secret-entry.ts';
import { untilProblem } from '../changes/until-entry.ts';
import { counted } from '../../ui/number-words.ts';
import { descriptionOf, projectsOf } from './create-form.ts';
import type { CreateForm } from './create-form.ts';

/** The fields in the order of the page, so that the first wrong one gets the focus. */
export const FIELDS = [
  'name',
  'instances',
  'projects',
  'permissions',
  'until',
  'reason',
  'description',
  'secret',
] as const;

export type Field = (typeof FIELDS)[number];

/** Field → the sentence that stands under it. Empty when the form can be planned. */
export type Problems = Partial<Record<Field, string>>;

/** Harbor ≥ 2.2, src/server/v2.0/handler/robot.go: validateName. */
const NAME = /^[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
/** The column holds `project+name` (make/migrations/postgresql/0004). */
const LONGEST_NAME = 255;
const LONGEST_DESCRIPTION = 1_024;

function nameProblem(form: CreateForm): string {
  if (form.name === '') return 'Give it a name.';
  if (!NAME.test(form.name)) {
    return 'Lower-case letters and digits; dots, dashes and underscores only between them.';
  }
  const project =
    form.level === 'project'
      ? Math.max(0, ...projectsOf(form).map((one) => one.length + '+'.length))
      : 0;
  if (project + form.name.length <= LONGEST_NAME) return '';
  return project === 0
    ? `Harbor stores ${String(LONGEST_NAME)} characters at most; these are ${String(form.name.length)}.`
    : `With its project it has ${String(project + form.name.length)} characters; Harbor stores ${String(LONGEST_NAME)} at most.`;
}

function permissionProblem(form: CreateForm): string {
  const { system, everywhere, chosen, projects } = form.draft;
  const empty = [...projects].filter(([, pairs]) => pairs.size === 0).map(([name]) => name);
  const [first = ''] = empty;
  if (form.level === 'project' && projects.size === 0 && chosen.size > 0) return '';
  const holdsNothing =
    empty.length === projects.size &&
    (form.level === 'project' || (system.size === 0 && everywhere.size === 0));
  if (holdsNothing) return 'Choose at least one permission.';
  if (empty.length === 0) return '';
  return empty.length === 1
    ? `${first} has no permission yet: give it one, or take it out.`
    : `${counted(empty.length, 'project')} have no permission yet, ${first} among them: give them one, or take them out.`;
}

/**
 * Everything that keeps this form from being planned.
 * @param now epoch seconds, our clock
 */
export function problemsOf(form: CreateForm, now: number): Problems {
  const found: Record<Field, string> = {
    name: nameProblem(form),
    instances: form.instances.length === 0 ? 'Choose where it is made.' : '',
    projects:
      form.level === 'project' && form.draft.projects.size === 0
        ? 'Choose the project it belongs to; for each one a robot is made.'
        : '',
    permissions: permissionProblem(form),
    until: untilProblem(form.until, now),
    reason:
      form.until.kind === 'never' && form.reason.trim() === ''
        ? 'Say why, for those who find it later.'
        : '',
    description:
      descriptionOf(form).length > LONGEST_DESCRIPTION
        ? `Harbor stores ${String(LONGEST_DESCRIPTION)} characters at most; these are ${String(descriptionOf(form).length)}.`
        : '',
    secret: problemOfSecret(form.secret),
  };
  return Object.fromEntries(Object.entries(found).filter(([, words]) => words !== ''));
}
