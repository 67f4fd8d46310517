import type { RobotDetail } from '../../../../shared/contract/robots.ts';
import type { UntilEntry } from '../changes/until-entry.ts';
import { untilEntry } from '../changes/until-entry.ts';
import { EMPTY_DRAFT, withProjects } from '../permissions-edit/permission-draft.ts';
import type { PermissionDraft } from '../permissions-edit/permission-draft.ts';
import { secretEntry } from '../changes/secret-entry.ts';
import type { SecretEntry } from '../changes/secret-entry.ts';
import type { Destination } from '../secret-exports/use-destination.ts';

/** What is entered about robots to be made, finished or not. */
export interface CreateForm {
  /** Without prefix and project. */
  name: string;
  level: 'system' | 'project';
  /** Ids of the instances, in the order in which they were chosen. */
  instances: readonly string[];
  /** Its named projects are the ones chosen: those of project robots, or those a system robot works in. */
  draft: PermissionDraft;
  until: UntilEntry;
  /** Why it never expires, where it does not. */
  reason: string;
  description: string;
  secret: SecretEntry;
  /** Where its secret goes; null for nowhere. */
  exportTo: Destination | null;
}

const FIRST_DAYS = 90;

/**
 * An empty form.
 * @param now epoch seconds, our clock
 */
export const emptyForm = (instances: readonly string[], now: number): CreateForm => ({
  name: '',
  level: 'project',
  instances,
  draft: EMPTY_DRAFT,
  until: untilEntry(now, FIRST_DAYS),
  reason: '',
  description: '',
  secret: secretEntry('generate'),
  exportTo: null,
});

/**
 * A form for a robot that takes the place of a legacy one, filled in as far as that tells: Harbor
 * does not say what robots of its old kind may do.
 */
export function replacementOf(
  robot: Pick<RobotDetail, 'instanceId' | 'shortName' | 'level' | 'project' | 'description'>,
  now: number,
): CreateForm {
  const form = emptyForm([robot.instanceId], now);
  return {
    ...form,
    name: robot.shortName.toLowerCase(),
    level: robot.level,
    description: robot.description,
    draft: robot.project === '' ? form.draft : withProjects(form.draft, [robot.project]),
  };
}

/** The names of the projects that were chosen. */
export const projectsOf = (form: CreateForm): string[] => [...form.draft.projects.keys()];

/** The description as it is sent: the reason for never expiring is part of it. */
export function descriptionOf({ description, until, reason }: CreateForm): string {
  const text = description.trim();
  const why = reason.trim();
  if (until.kind !== 'never' || why === '') return text;
  return [text, `Never expires: ${why}`].filter(Boolean).join('\n');
}
