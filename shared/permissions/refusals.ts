import type { Robot } from '../robots/robot.ts';
import type { CompiledSet } from './compiled.ts';
import { judge, rulesOf, type Place } from './judge.ts';
import { MAKES_PROJECTS, NO_ROBOT_MAKES, robotsMakeProjects } from './project-creation.ts';
import { isBefore } from './releases.ts';

type Subject = Pick<Robot, 'level' | 'projectName' | 'disabled'>;

const PULL = 'repository:pull';

/**
 * Why Harbor refuses what a right opens nevertheless, as a sentence; null where it does not.
 * @param right one that is in force, or denied (then nothing is to be said)
 */
export function refusalOf(
  { pair, verdict }: { readonly pair: string; readonly verdict: string },
  robot: Subject,
  set: CompiledSet,
  at: Place,
  { version }: { readonly version: string },
): string | null {
  if (verdict === 'denied') return null;
  if (robot.disabled) return 'It is disabled, so it cannot sign in.';
  const isSystemRobot = robot.level === 'system';
  if (pair === 'sbom:read') return 'Harbor asks for it nowhere, so it opens nothing.';
  if (pair === 'repository:push' && isSystemRobot && at.kind === 'project') {
    const pulls = judge(set, robot, at, PULL, rulesOf(version)).state === 'allowed';
    if (!pulls) return 'docker push also asks for pull, and it may not pull there.';
  }
  if (pair === MAKES_PROJECTS && at.kind === 'system' && !robotsMakeProjects(version)) {
    return NO_ROBOT_MAKES;
  }
  if (pair === 'robot:create' && !isBefore(version, '2.12.0')) {
    return isSystemRobot && at.kind === 'project' && isBefore(version, '2.14.1')
      ? `Harbor ${version} refuses project robots that a system robot makes (goharbor/harbor#21406, solved in 2.14.1).`
      : null;
  }
  return null;
}
