import type { RobotWish, Until } from '../../../../shared/contract/operations.ts';
import type { SecretChoice } from '../../../../shared/contract/secrets.ts';
import { accessOf } from '../permissions-edit/pair-sets.ts';
import type { PairSet } from '../permissions-edit/pair-sets.ts';
import { entriesOf } from '../permissions-edit/permission-draft.ts';
import { descriptionOf, projectsOf } from './create-form.ts';
import type { CreateForm } from './create-form.ts';

/** Which projects an instance is known to have; null while that is not known. */
export type KnownProjects = (instanceId: string) => ReadonlySet<string> | null;

/** A project that was chosen and that some chosen instances do not have. */
export interface LeftOut {
  readonly project: string;
  /** Ids. */
  readonly instances: readonly string[];
}

/**
 * Instances where a project is meant: those that have it, and those of which nobody knows. One
 * that none of them has is meant everywhere, so that Harbor's answer about it is seen.
 */
function homesOf(project: string, instances: readonly string[], known: KnownProjects): string[] {
  const homes = instances.filter((id) => known(id)?.has(project) ?? true);
  return homes.length === 0 ? [...instances] : homes;
}

/** The chosen projects that are not on every chosen instance. */
export function leftOut(form: CreateForm, known: KnownProjects): LeftOut[] {
  return projectsOf(form).flatMap((project) => {
    const homes = new Set(homesOf(project, form.instances, known));
    const instances = form.instances.filter((id) => !homes.has(id));
    return instances.length === 0 ? [] : [{ project, instances }];
  });
}

/** Chosen projects that no chosen instance has, as far as that is known. */
export function unknownProjects(form: CreateForm, known: KnownProjects): string[] {
  return projectsOf(form).filter((project) =>
    form.instances.every((id) => known(id)?.has(project) === false),
  );
}

const keyOf = (pairs: PairSet): string => JSON.stringify(accessOf(pairs));

function groupBy<T>(values: readonly T[], keyOfOne: (value: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOfOne(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return [...groups.values()];
}

/**
 * The robots that a form asks for: for project robots one in each project of each instance, else
 * one an instance, whose named projects are those that this instance has.
 */
export function wishesOf(
  form: CreateForm,
  until: Until,
  secret: SecretChoice,
  known: KnownProjects,
): RobotWish[] {
  const { name, level } = form;
  const common = { name, level, description: descriptionOf(form), until, disabled: false };
  const homes = new Map(
    projectsOf(form).map((project) => [project, homesOf(project, form.instances, known)]),
  );
  if (level === 'project') {
    return groupBy([...form.draft.projects], ([, pairs]) => keyOf(pairs)).map((group) => {
      const access = accessOf(group[0]?.[1] ?? new Map());
      return {
        definition: { ...common, permissions: [{ kind: 'project', namespace: '', access }] },
        places: group.flatMap(([project]) =>
          (homes.get(project) ?? []).map((instanceId) => ({ instanceId, project })),
        ),
        secret,
      };
    });
  }
  const robots = form.instances.map((instanceId) => {
    const projects = new Map(
      [...form.draft.projects].filter(([project]) => homes.get(project)?.includes(instanceId)),
    );
    const entries = entriesOf({ ...form.draft, projects });
    return { instanceId, permissions: entries.map((one) => ({ ...one, access: [...one.access] })) };
  });
  return groupBy(robots, ({ permissions }) => JSON.stringify(permissions)).map((group) => ({
    definition: { ...common, permissions: group[0]?.permissions ?? [] },
    places: group.map(({ instanceId }) => ({ instanceId, project: '' })),
    secret,
  }));
}

/** How many robots these are. */
export const robotsIn = (wishes: readonly RobotWish[]): number =>
  wishes.reduce((sum, { places }) => sum + places.length, 0);
