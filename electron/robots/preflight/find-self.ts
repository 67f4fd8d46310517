import { AppError } from '../../../shared/contract/errors.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import type { HarborClient, RobotPlace } from '../../harbor/types.ts';

/** Where a robot of this name belongs, and what it is called there. */
interface Whereabouts {
  readonly project: string;
  readonly shortName: string;
}

function whereabouts(username: string, prefix: string): Whereabouts {
  const rest = username.startsWith(prefix) ? username.slice(prefix.length) : username;
  // Given names hold no plus, so the last one is Harbor's.
  const plus = rest.lastIndexOf('+');
  return { project: rest.slice(0, Math.max(plus, 0)), shortName: rest.slice(plus + 1) };
}

/**
 * The robot that a login is, with what it may do; null where it may not list the robots there.
 * Throws the client's AppErrors but `forbidden`.
 * @param prefix of its Harbor
 */
export async function findSelf(
  client: HarborClient,
  username: string,
  prefix: string,
  signal: AbortSignal,
): Promise<Robot | null> {
  const { project, shortName } = whereabouts(username, prefix);
  try {
    let place: RobotPlace = { level: 'system' };
    if (project !== '') {
      const projectId = await client.projectId(project, signal);
      if (projectId === null) return null;
      place = { projectId, projectName: project };
    }
    const found = await client.findRobot(place, shortName, signal);
    return found?.robot.name === username ? found.robot : null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'forbidden') return null;
    throw error;
  }
}
