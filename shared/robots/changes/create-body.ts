import type { RobotDefinition } from '../../contract/operations.ts';
import { durationFor } from './edit.ts';
import type { UpdateBody } from './update-body.ts';

/** The body of `POST /robots`, in Harbor's spelling. It ignores `secret` and `disable`. */
export type CreateBody = Pick<UpdateBody, 'level' | 'description' | 'duration' | 'permissions'> & {
  /** Short: without prefix and `project+`. */
  readonly name: string;
};

/**
 * What is sent to make a robot.
 * @param project stands for the empty namespace of a project robot's definition; '' for system
 * @param now epoch seconds, server's clock: the robot is created then, so its days count from it
 */
export function createBody(definition: RobotDefinition, project: string, now: number): CreateBody {
  const { name, level, description, until, permissions } = definition;
  return {
    name,
    level,
    description,
    duration: durationFor(until, now, now),
    permissions: permissions.map(({ kind, namespace, access }) => ({
      kind,
      namespace: kind === 'project' && namespace === '' ? project : namespace,
      access: access.map(({ resource, action, effect }) =>
        effect === '' ? { resource, action } : { resource, action, effect },
      ),
    })),
  };
}
