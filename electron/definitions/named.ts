import type { DefinedName } from '../../shared/contract/definition-calls.ts';
import type { DefinedRobot } from '../../shared/exports/definitions/defined-robot.ts';
import { joinName } from '../../shared/robots/names.ts';

const fullName = ({ project, name }: DefinedRobot): string => joinName('', project, name);

/** A robot of a file by its names. @param place which of the file's it is, from 0 */
export const nameOf = (robot: DefinedRobot, place: number): DefinedName => ({
  place,
  line: robot.line,
  instance: robot.instance,
  project: robot.project,
  name: fullName(robot),
});

/** Whether a text is in its name, or in that of its instance. */
export function isNamed(robot: DefinedRobot, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [fullName(robot), robot.instance].some((one) => one.toLowerCase().includes(wanted));
}
