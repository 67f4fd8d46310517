import type {
  DefinedName,
  DefinedPermissions,
} from '../../../../../shared/contract/definition-calls.ts';
import type { RobotDetail } from '../../../../../shared/contract/robots.ts';
import type { Template } from '../../../../../shared/contract/templates.ts';
import type { Comparable } from '../../../../../shared/permissions/compare.ts';
import type { PermissionEntry } from '../../../../../shared/robots/robot.ts';
import { MOST_COMPARED } from './most-compared.ts';

/** What the address names: robots by key, templates by id, robots of an open file by their place. */
export type SubjectRef =
  | { readonly kind: 'robot'; readonly key: number }
  | { readonly kind: 'template'; readonly id: string }
  | { readonly kind: 'defined'; readonly file: string; readonly place: number };

const TEMPLATE = 'template:';
const DEFINED = /^defined:([0-9a-f-]{36}):(\d{1,9})$/;

/** Reads `12,45,template:built-in:ci`; what makes no sense counts as absent. */
export function readSubjects(text: string): SubjectRef[] {
  const refs = text.split(',').flatMap((part): SubjectRef[] => {
    if (part.startsWith(TEMPLATE)) return [{ kind: 'template', id: part.slice(TEMPLATE.length) }];
    const [, file, place] = DEFINED.exec(part) ?? [];
    if (file !== undefined) return [{ kind: 'defined', file, place: Number(place) }];
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
export function subjectText(ref: SubjectRef): string {
  switch (ref.kind) {
    case 'robot':
      return String(ref.key);
    case 'template':
      return `${TEMPLATE}${ref.id}`;
    case 'defined':
      return `defined:${ref.file}:${String(ref.place)}`;
  }
}

/** Something that is compared, with what the heads say of it. */
export interface Subject extends Comparable {
  readonly ref: SubjectRef;
  readonly name: string;
  /** The instance and project of a robot, where a file defines it, or that it is a template. */
  readonly about: string;
  readonly robot: RobotDetail | null;
}

/** The project that stands for its own: of a project robot, or the only one that it names. */
function ownOf(project: string, permissions: readonly PermissionEntry[]): string {
  if (project !== '') return project;
  const named = permissions.filter(
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
  own: ownOf(robot.level === 'project' ? robot.project : '', robot.permissionEntries),
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

/** Where a robot of a file is to be: "prod · team-a · line 12". */
export const definedAbout = ({ instance, project, line }: DefinedName): string =>
  [instance, project === '' ? 'system' : project, `line ${String(line)}`]
    .filter((part) => part !== '')
    .join(' · ');

/** A robot that a file defines, to be compared. @param file the id of the open file */
export function definedSubject(robot: DefinedPermissions, file: string): Subject {
  const { place, name, fileName, project, permissions } = robot;
  return {
    ref: { kind: 'defined', file, place },
    name,
    about: `${fileName} · ${definedAbout(robot)}`,
    permissions,
    own: ownOf(project, permissions),
    robot: null,
  };
}
