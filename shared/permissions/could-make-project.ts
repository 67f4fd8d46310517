import type { Robot } from '../robots/robot.ts';
import { compileSet } from './compiled.ts';
import type { CouldAnswer } from './could.ts';
import { becauseOf } from './effective.ts';
import { judge, rulesOf, type Place } from './judge.ts';
import {
  MAKES_PROJECTS,
  NO_ROBOT_MAKES,
  robotsMakeProjects,
  type ProjectCreation,
} from './project-creation.ts';

const SYSTEM: Place = { kind: 'system' };

const no = (because: string): CouldAnswer => ({
  can: false,
  because,
  wayOut: 'Use the login of a user who may make projects.',
});

/**
 * Whether a robot could make a project with its own login (goharbor/harbor
 * src/server/v2.0/handler/project.go, CreateProject).
 * @param creation who may make projects there; null where that was not read
 * @param version of the Harbor, for example "2.14.0"
 */
export function couldMakeProject(
  maker: Robot,
  creation: ProjectCreation | null,
  version: string,
): CouldAnswer {
  if (!robotsMakeProjects(version)) return no(NO_ROBOT_MAKES);
  if (maker.level !== 'system') return no('Only robots of the system make projects.');
  const rules = rulesOf(version, creation);
  const set = compileSet(maker.permissions);
  const judged = judge(set, maker, SYSTEM, MAKES_PROJECTS, rules);
  if (judged.state === 'allowed') {
    return { can: true, because: becauseOf(judged, MAKES_PROJECTS, SYSTEM), wayOut: '' };
  }
  if (rules.everybodyMakesProjects === null) {
    return {
      can: null,
      because:
        'Whether everybody may make projects on this Harbor was not read. If so, every system robot may.',
      wayOut: 'Sync its instance, and ask again.',
    };
  }
  return no(
    'Only administrators make projects on this Harbor, and it does not hold project:create.',
  );
}
