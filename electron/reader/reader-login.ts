import { AppError } from '../../shared/contract/errors.ts';
import type { InstanceConfig, Reader } from '../../shared/contract/instances.ts';
import type { HarborOptions } from '../harbor/types.ts';
import type { RobotSecrets } from '../keychain/robot-secrets.ts';

/** The robot that an instance is read with now; null where its login reads. */
export const usedReader = ({
  reader,
}: Pick<InstanceConfig, 'reader'>): Exclude<Reader, { state: 'planned' }> | null =>
  reader?.state === 'used' ? reader : null;

/**
 * What proves itself to an instance when it is read: its own where a robot reads, so that neither
 * its refusal nor its success says anything about the login.
 */
export const readingLogin = ({
  id,
  loginId,
  reader,
}: Pick<InstanceConfig, 'id' | 'loginId' | 'reader'>): string =>
  usedReader({ reader }) === null ? loginId : `reader/${id}`;

/** The options of an instance with the robot that reads it in place of its login. */
export function readingOptions(
  options: HarborOptions,
  { id, name, reader }: Pick<InstanceConfig, 'id' | 'name' | 'reader'>,
  secrets: Pick<RobotSecrets, 'ofRobot'>,
): HarborOptions {
  const robot = usedReader({ reader });
  if (robot === null) return options;
  const { robotId, username } = robot;
  const password = async (): Promise<string> => {
    // The name tells it from a robot that had its id on an earlier Harbor.
    const identity = { instanceId: id, robotId, name: username, createdAt: 0 };
    const secret = await secrets.ofRobot(identity).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'unknown-item') return null;
      throw error;
    });
    if (secret !== null) return secret;
    const message = `The secret of ${username}, the robot that reads ${name}, is not kept here any more. Renew it, or read with the login.`;
    throw new AppError('login-needed', message, { details: { username } });
  };
  return { ...options, credentials: { kind: 'robot', username, password } };
}
