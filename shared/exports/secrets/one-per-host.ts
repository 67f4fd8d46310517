import { CannotExport } from './cannot-export.ts';
import type { RobotCredential } from './credential.ts';

/**
 * Robots whose reader knows one login for a host. Throws CannotExport where two would share one.
 * @param hostOf The host as that reader takes it
 * @param readers Who reads it, in the plural
 * @param better Formats that can hold both
 */
export function onePerHost(
  robots: readonly RobotCredential[],
  hostOf: (robot: RobotCredential) => string,
  readers: string,
  better: readonly string[],
): void {
  const owners = new Map<string, string>();
  for (const robot of robots) {
    const host = hostOf(robot);
    const other = owners.get(host);
    if (other !== undefined) {
      const message = `${other} and ${robot.name} are both for ${host}, and ${readers} take one.`;
      throw new CannotExport(message, better);
    }
    owners.set(host, robot.name);
  }
}
