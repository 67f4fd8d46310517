import { utcMoment } from '../expiry/report.ts';
import { whyNotDefinable } from '../inventory/definable.ts';
import type { InventoryAbout, InventoryRobot, InventoryText } from '../inventory/inventory-text.ts';
import { yamlText } from '../yaml-text.ts';
import { hasDate } from '../../robots/expiry/index.ts';
import { NEVER_EXPIRES, type PermissionEntry, type Robot } from '../../robots/robot.ts';
import { normalForm, pairOf } from '../../permissions/sets.ts';
import { DEFINITION_VERSION, type FiledPermission, type FiledRobot } from './definition-file.ts';

/** Where the shape of the file is described. */
export const SCHEMA_FILE = 'purser-robots.schema.json';

/** Whether `allow` and `deny` lists can say it. */
const isPlain = (pair: string, effect: string): boolean =>
  /^[^:]+:[^:]+$/.test(pair) && ['', 'allow', 'deny'].includes(effect);

function filedPermission({ kind, namespace, access }: PermissionEntry): FiledPermission {
  const plain = access.filter((one) => isPlain(pairOf(one), one.effect));
  const other = access.filter((one) => !plain.includes(one));
  const listed = (isDenied: boolean): string[] => [
    ...new Set(plain.filter(({ effect }) => (effect === 'deny') === isDenied).map(pairOf)),
  ];
  const [allow, deny] = [listed(false), listed(true)];
  return {
    ...(kind === 'system' ? { system: true as const } : { project: namespace }),
    ...(allow.length > 0 ? { allow } : {}),
    ...(deny.length > 0 ? { deny } : {}),
    ...(other.length > 0
      ? { other: other.map(({ resource, action, effect }) => ({ resource, action, effect })) }
      : {}),
  };
}

function lifeOf({ expiresAt, duration }: Robot): Pick<FiledRobot, 'expires' | 'duration'> {
  if (expiresAt === NEVER_EXPIRES) return { expires: 'never' };
  // Dates of five digits and more are no ISO 8601 that people write.
  return hasDate(expiresAt) && expiresAt < 253_402_300_800
    ? { expires: utcMoment(expiresAt) }
    : { duration };
}

/** A robot as the file has it. */
export const filedRobot = ({ instance, robot, row }: InventoryRobot): FiledRobot => ({
  instance: instance.name,
  name: row.shortName,
  ...(robot.projectName === '' ? {} : { project: robot.projectName }),
  description: robot.description,
  ...lifeOf(robot),
  disabled: robot.disabled,
  permissions: normalForm(robot.permissions)
    .filter(({ access }) => access.length > 0)
    .map(filedPermission),
});

/** Text inside a comment to the end of the line. */
const comment = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\ufeff]+/gu, ' ');

/**
 * A file of definitions: robots as they are, to be edited and compared with what is there. Names
 * of instances have to be distinct; they are in Purser.
 */
export function inventoryDefinitions({ instances, restsOn }: InventoryAbout): InventoryText {
  const addresses = Object.fromEntries(instances.map(({ name, url }) => [name, url]));
  let isFirst = true;
  return {
    head: `# yaml-language-server: $schema=${SCHEMA_FILE}
# Robots as they are. Edit this file, then open it in Purser: it shows what differs from what is
# there, and plans the changes. Moments are UTC. A description that is left out stays as it is, and
# so does whether a robot is disabled; each needs permissions, and either expires or duration.
${restsOn.map((words) => `# ${comment(words)}\n`).join('')}${yamlText({
      format: 'purser-robots',
      version: DEFINITION_VERSION,
      instances: addresses,
    })}robots:`,
    robot: (one) => {
      const why = whyNotDefinable(one);
      if (why !== '') {
        return `\n# Left out: ${comment(`${one.robot.name} on ${one.instance.name}`)}, because ${why}.`;
      }
      isFirst = false;
      return `\n${yamlText([filedRobot(one)]).trimEnd()}`;
    },
    foot: () => (isFirst ? '\n  []\n' : '\n'),
  };
}
