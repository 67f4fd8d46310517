import { z } from 'zod';
import {
  type RobotIdentity,
  type RobotSecret,
  robotSecret,
} from '../../shared/contract/secrets.ts';
import type { KeptSecret } from '../../shared/inventory/inventory.ts';
import { isSameRobot } from '../../shared/robots/same-robot.ts';
import type { Log } from '../log/log.ts';

const secretRow = robotSecret.extend({
  /** The instance's address, for people who read a saved file. */
  url: z.string(),
  /** The entry under `pending/` may be there beside the robot's own. */
  leftover: z.boolean(),
  /** Somebody said to forget it, and it is on its way out. */
  leaving: z.boolean().default(false),
  /** It was prepared, and goes back to that if it is not sent after all. */
  wasPrepared: z.boolean().default(false),
  /** When its robot was made, epoch seconds on the server's clock; 0 if unknown. */
  robotCreatedAt: z.int().default(0),
});

/** What is known of a secret, beside the keychain that holds it. Never the secret itself. */
export type SecretRow = z.infer<typeof secretRow>;

/** Keychain account of a secret that nobody knows to be a robot's yet. */
export const pendingAccount = (handle: string): string => `pending/${handle}`;

/** Keychain account of a robot's own secret. */
export const robotAccount = (instance: string, robotId: number): string =>
  `robot/${instance}/${String(robotId)}`;

/** Where the secret of a row lies in the keychain. */
export const accountOf = ({ handle, state, instanceId: instance, robotId }: SecretRow): string =>
  state === 'pending' || state === 'prepared' || robotId === null
    ? pendingAccount(handle)
    : robotAccount(instance, robotId);

/** Whether a secret belongs to this robot, and not to one that had its id on an earlier Harbor. */
export const isOf = (row: SecretRow, robot: RobotIdentity): boolean =>
  row.instanceId === robot.instanceId &&
  row.robotId === robot.robotId &&
  isSameRobot({ name: row.robotName, createdAt: row.robotCreatedAt }, robot);

/** The robot that the secret of a row was made for; null while it has no id. */
export const identityIn = (row: SecretRow): RobotIdentity | null =>
  row.robotId === null
    ? null
    : {
        instanceId: row.instanceId,
        robotId: row.robotId,
        name: row.robotName,
        createdAt: row.robotCreatedAt,
      };

/** A row as it is kept. */
export const keptOf = (row: SecretRow): KeptSecret => ({
  handle: row.handle,
  instanceId: row.instanceId,
  robotId: row.robotId,
  data: JSON.stringify(row),
});

/** Rows that were kept; one that cannot be read is left alone and said to the log. */
export const rowsOf = (kept: readonly KeptSecret[], log: Log): SecretRow[] =>
  kept.flatMap(({ handle, data }) => {
    try {
      return [secretRow.parse(JSON.parse(data))];
    } catch (error) {
      log.warn(`The row of the secret ${handle} could not be read`, error);
      return [];
    }
  });

/** What the window sees of a row. */
export const secretView = ({
  url: _url,
  leftover: _leftover,
  leaving: _leaving,
  wasPrepared: _wasPrepared,
  robotCreatedAt: _robotCreatedAt,
  ...view
}: SecretRow): RobotSecret => view;
