import { CannotExport } from './cannot-export.ts';
import type { RobotCredential } from './credential.ts';
import type { Writing } from './secret-format.ts';

/** How registries are named in a file of logins. */
export type AuthKeys = 'host' | 'project';

/** One login, as docker's configuration has it. */
interface Auth {
  readonly username?: string;
  readonly password?: string;
  readonly auth: string;
}

/** Name and secret as HTTP's Basic encodes them. */
export const authOf = ({ name, secret }: RobotCredential, base64: Writing['base64']): string =>
  base64(`${name}:${secret}`);

/** The registry, with the project for robots of one where the reader can tell those apart. */
const keyOf = ({ registry, project }: RobotCredential, keys: AuthKeys): string =>
  keys === 'project' && project !== '' ? `${registry}/${project}` : registry;

/**
 * Logins by registry. Throws CannotExport where two robots would have one key.
 * @param better Formats that can hold both
 * @param whole With user name and password beside `auth`, which Kubernetes wants
 */
export function dockerAuths(
  { robots, base64 }: Writing,
  keys: AuthKeys,
  better: readonly string[],
  whole = false,
): Record<string, Auth> {
  const owners = new Map<string, string>();
  const auths: [string, Auth][] = robots.map((robot) => {
    const key = keyOf(robot, keys);
    const other = owners.get(key);
    if (other !== undefined) {
      const why =
        keys === 'host'
          ? 'This file holds one login for a host.'
          : 'This file holds one login for a host or a project.';
      throw new CannotExport(`${other} and ${robot.name} are both for ${key}. ${why}`, better);
    }
    owners.set(key, robot.name);
    const auth = authOf(robot, base64);
    return [key, whole ? { username: robot.name, password: robot.secret, auth } : { auth }];
  });
  return Object.fromEntries(auths);
}

/** Projects are named only where robots would have one key without. */
export const keysFor = (robots: readonly RobotCredential[]): AuthKeys =>
  new Set(robots.map(({ registry }) => registry)).size === robots.length ? 'host' : 'project';

/** JSON for people: two spaces, a newline at the end. */
export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
