import type { Robot } from '../../shared/robots/robot.ts';
import type { HarborProject } from '../harbor/types.ts';

/** The project a robot belongs to. `id` is null where this login cannot see the project. */
export interface Home {
  readonly id: number | null;
  readonly name: string;
}

/**
 * Finds the project of robots from a listing of all levels (Harbor ≤ 2.12, #21118), where
 * Harbor does not name it: a project robot has its only permissions in its own project. Legacy
 * robots have none; for them there is only what earlier syncs found out.
 */
export interface Homes {
  /** Null where nothing tells. */
  of(robot: Robot): Home | null;
}

/**
 * @param projects that this login lists
 * @param remembered project ids by robot id, from earlier syncs
 */
export function createHomes(
  projects: Iterable<HarborProject>,
  remembered: Readonly<Record<string, number>>,
): Homes {
  const byName = new Map<string, HarborProject>();
  const byId = new Map<number, HarborProject>();
  for (const project of projects) {
    byName.set(project.name, project);
    byId.set(project.id, project);
  }
  return {
    of(robot) {
      const named = robot.permissions.find(({ kind }) => kind === 'project');
      if (named !== undefined) {
        return { id: byName.get(named.namespace)?.id ?? null, name: named.namespace };
      }
      const id = remembered[robot.id];
      const known = id === undefined ? undefined : byId.get(id);
      return known === undefined ? null : { id: known.id, name: known.name };
    },
  };
}

/** The robot with its project filled in. */
export const atHome = (robot: Robot, home: Home): Robot => ({
  ...robot,
  projectId: home.id,
  projectName: home.name,
});
