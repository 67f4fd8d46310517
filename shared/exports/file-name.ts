/** What files are named after. */
export interface NamedRobot {
  /** The full name of the robot. */
  readonly name: string;
  /** The name of its instance. */
  readonly instance: string;
}

/** What Windows takes for a device, whatever it ends with. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A robot's name as part of the name of a file: no sign that a shell or a system minds. */
export const fileNamePart = (name: string): string =>
  name
    .replace(/[^A-Za-z0-9.-]+/g, '_')
    .replace(/^[._-]+/, '')
    .replace(DEVICE, '$1_')
    .slice(0, 100) || 'robot';

/** What stands for a robot's name in the name of a file, filled in. */
export const fileNameFor = (pattern: string, robot: NamedRobot): string =>
  pattern
    .replaceAll('{robot}', fileNamePart(robot.name))
    .replaceAll('{instance}', fileNamePart(robot.instance));
