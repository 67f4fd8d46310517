import type { RobotRow } from '../robots/robot-table.ts';
import type { State } from '../state.ts';

/** Who sent a request. */
export type Identity =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly id: number;
      readonly username: string;
      readonly sysadmin: boolean;
      /** Administrator through a group of the provider. */
      readonly byGroup?: boolean;
    }
  | { readonly kind: 'robot'; readonly robot: RobotRow; readonly username: string };

export const ANONYMOUS: Identity = { kind: 'anonymous' };

/** The full name under which a robot logs in: prefix and stored name. */
export function robotName({ state }: { readonly state: State }, robot: RobotRow): string {
  return robot.secret === '' ? robot.name : `${state.text('robot_name_prefix')}${robot.name}`;
}

/** For audit entries and error texts. */
export function callerName(identity: Identity): string {
  return identity.kind === 'anonymous' ? '' : identity.username;
}
