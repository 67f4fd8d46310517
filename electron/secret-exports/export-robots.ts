import type { ExportRobots, MissingRobot } from '../../shared/contract/secret-exports.ts';
import type { RobotSecret } from '../../shared/contract/secrets.ts';
import type { Inventory, KnownRobot } from '../../shared/inventory/inventory.ts';
import { robotOfSecret } from '../keychain/robot-of-secret.ts';
import type { RobotSecrets } from '../keychain/robot-secrets.ts';

export interface ExportRobotsPorts {
  readonly secrets: Pick<RobotSecrets, 'list' | 'find'>;
  readonly inventory: Pick<Inventory, 'robotsByKeys' | 'robotById'>;
  /** Name of an instance. */
  readonly nameOf: (instanceId: string) => string;
}

/** States of secrets that may go out: the robot's own, and one that is to be brought out first. */
const GOES_OUT: ReadonlySet<RobotSecret['state']> = new Set(['new', 'kept', 'prepared']);

const WHY: Readonly<Partial<Record<RobotSecret['state'], MissingRobot['why']>>> = {
  outdated: 'outdated',
  pending: 'unconfirmed',
};

/** Which robots have a secret here that can be exported, and why the others have none. */
export async function exportRobots(
  question: { readonly keys: readonly number[]; readonly handles: readonly string[] },
  { secrets, inventory, nameOf }: ExportRobotsPorts,
): Promise<ExportRobots> {
  const ready: ExportRobots['ready'] = [];
  const missing: ExportRobots['missing'] = [];

  const add = (secret: RobotSecret, project: string): void => {
    const { handle, instanceId, instanceName, robotName } = secret;
    ready.push({ handle, instanceId, instanceName, robotName, project });
  };
  const addKnown = ({ key, instanceId, robot, gone }: KnownRobot): void => {
    const { id: robotId, name, createdAt } = robot;
    const found = secrets.list({ robot: { instanceId, robotId, name, createdAt } }).secrets;
    // One that is prepared beside the robot's own is exported from its card, on purpose.
    const own =
      found.find(({ state }) => state === 'new' || state === 'kept') ??
      found.find(({ state }) => GOES_OUT.has(state));
    if (own !== undefined && !gone) {
      add(own, robot.projectName);
      return;
    }
    const state = found[0]?.state;
    const why = gone ? 'gone' : ((state && WHY[state]) ?? (robot.editable ? 'not-kept' : 'legacy'));
    missing.push({ key, instanceId, instanceName: nameOf(instanceId), robotName: name, why });
  };

  for (const known of await inventory.robotsByKeys(question.keys)) addKnown(known);
  for (const handle of question.handles) {
    const secret = secrets.find(handle);
    if (secret === null || ready.some((one) => one.handle === handle)) continue;
    const known = await robotOfSecret(secret, { secrets, inventory });
    add(secret, known?.robot.projectName ?? '');
  }
  return { ready, missing };
}
