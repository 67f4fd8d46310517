import type { RobotDetail } from '../../../../../shared/contract/robots.ts';
import type { Template } from '../../../../../shared/contract/templates.ts';
import type { Comparable } from '../../../../../shared/permissions/compare.ts';
import { MOST_COMPARED } from './most-compared.ts';

/** What the address names: robots by key, templates by id. */
export type SubjectRef =
  | { readonly kind: 'robot'; readonly key: number }
  | { readonly kind: 'template'; readonly id: string };

const TEMPLATE = 'template:';

/** Reads `12,45,template:built-in:ci`; what makes no sense counts as absent. */
export function readSubjects(text: string): SubjectRef[] {
  const refs = text.split(',').flatMap((part): SubjectRef[] => {
    if (part.startsWith(TEMPLATE)) return [{ kind: 'template', id: part.slice(TEMPLATE.length) }];
    const key = Number(part);
    return Number.isSafeInteger(key) && key > 0 ? [{ kind: 'robot', key }] : [];
  });
  const seen = new Set<string>();
  return refs
    .filter((ref) => {
      const text = subjectText(ref);
      return !seen.has(text) && seen.add(text).size > 0;
    })
    .slice(0, MOST_COMPARED);
}

/** One of them as the address has it. */
export const subjectText = (ref: SubjectRef): string =>
  ref.kind === 'robot' ? String(ref.key) : `${TEMPLATE}${ref.id}`;

/** Something that is compared, with what the heads say of it. */
export interface Subject extends Comparable {
  readonly ref: SubjectRef;
  readonly name: string;
  /** The instance and project of a robot, or that it is a template. */
  readonly about: string;
  readonly robot: RobotDetail | null;
}

/** The project that stands for its own: of a project robot, or the only one that it names. */
function ownOf({ level, project, permissionEntries }: RobotDetail): string {
  if (level === 'project') return project;
  const named = permissionEntries.filter(
    ({ kind, namespace }) => kind === 'project' && namespace !== '*',
  );
  const [only] = named;
  return named.length === 1 ? (only?.namespace ?? '') : '';
}

/** A robot to be compared. */
export const robotSubject = (robot: RobotDetail, instance: string): Subject => ({
  ref: { kind: 'robot', key: robot.key },
  name: robot.name,
  about: robot.level === 'project' ? `${instance} · ${robot.project}` : `${instance} · system`,
  permissions: robot.permissionEntries,
  own: ownOf(robot),
  robot,
});

/** A template to be compared: what it gives in the chosen project stands beside the own ones. */
export const templateSubject = ({ id, name, permissions }: Template): Subject => ({
  ref: { kind: 'template', id },
  name,
  about: 'Template',
  permissions,
  own: '',
  robot: null,
});
