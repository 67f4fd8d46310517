import type { RobotSecret } from '../../../../shared/contract/secrets.ts';
import { AppError, call } from '../../api/index.ts';
import { useChanges } from '../changes/changes-store.ts';

/** Plans to send prepared secrets to Harbor. */
export function useActivate() {
  const changes = useChanges();

  /** Makes the plan and goes to it. Throws `unknown-item` where the robot is not known any more. */
  return async ({ instanceId, robotId, robotName }: RobotSecret): Promise<boolean> => {
    const sort = { column: 'name', descending: false } as const;
    const query = `id:${String(robotId)}`;
    const { keys } = await call('robots.query', { query, scope: [instanceId], sort });
    const [key] = keys;
    if (key === undefined) {
      throw new AppError(
        'unknown-item',
        `${robotName} is not in the inventory any more. Sync its instance, or forget the secret.`,
      );
    }
    return changes.make({ kind: 'refresh', secret: { kind: 'prepared' }, until: null }, [key]);
  };
}
