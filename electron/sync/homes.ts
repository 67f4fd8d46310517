import type { Robot } from '../../shared/robots/robot.ts';
import type { HarborProject } from '../harbor/types.ts';

/** The project a robot belongs to. `id` is null where this login cannot see the project. */
export interface Home {
  readonly id: number | null;
  readonly name: string;
}

/**
 * Finds the project of robots from a listing of all levels (Harbor ≤ 2.12, #21118), which does
 * not say it by id. Permissions name it, and so does the name of a robot; of legacy robots,
 * which have neither, there is only what earlier syncs found out.
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
      const { projectName: name, permissions } = robot;
      const named = byName.get(name);
      if (named !== undefined) return { id: named.id, name };
      // Permissions name a project for certain, even one that this login cannot see.
      if (name !== '' && permissions.length > 0) return { id: null, name };
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
