import type { RobotRow } from '../../../../shared/contract/robots.ts';

/** What stands in front of the short name: prefix and project, as far as the name has them. */
export const leadOf = ({ name, shortName }: Pick<RobotRow, 'name' | 'shortName'>): string =>
  name.slice(0, name.length - shortName.length);
