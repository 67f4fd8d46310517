/**
 * What a robot account is, everywhere in Purser. Harbor's spelling stays in `electron/harbor/`;
 * past that border a robot has this shape. Times are epoch seconds on the server's clock,
 * durations are days, as Harbor counts them.
 */

export type RobotLevel = 'system' | 'project';

/**
 * One allowed or denied action. `effect` is kept literally ('' and 'allow' mean the same for
 * rights, but Harbor's subset rule compares the strings, Harbor 2.12).
 */
export interface Access {
  readonly resource: string;
  readonly action: string;
  readonly effect: string;
}

/** A set of actions at one place: kind 'system' has namespace '/', kind 'project' a name or '*'. */
export interface PermissionEntry {
  readonly kind: string;
  readonly namespace: string;
  readonly access: readonly Access[];
}

/** `expiresAt` of a robot that never expires, as Harbor writes it. */
export const NEVER_EXPIRES = -1;

/** Whoever made the robot. Harbor tells since 2.12; before that `type` is ''. */
export interface RobotCreator {
  /** 'local' (a user), 'robot', or '' where Harbor does not say. */
  readonly type: string;
  /** User id or robot id on that instance; 0 where Harbor does not say. */
  readonly ref: number;
}

/** A robot as one Harbor describes it. */
export interface Robot {
  /** Up to 2^53 - 1 (Harbor ≥ 2.16). */
  readonly id: number;
  /** Full name with prefix and, for project robots, `project+`: what one logs in with. */
  readonly name: string;
  readonly level: RobotLevel;
  /** The project that a project robot belongs to; null for system robots. */
  readonly projectId: number | null;
  /** Its name; '' for system robots. */
  readonly projectName: string;
  readonly description: string;
  readonly disabled: boolean;
  /** False for legacy robots (Harbor ≤ 2.1), which can only be listed and deleted. */
  readonly editable: boolean;
  /** Days from creation, -1 for never, 0 where a legacy robot has none. */
  readonly duration: number;
  /** Epoch seconds, or NEVER_EXPIRES. */
  readonly expiresAt: number;
  /** Epoch seconds, 0 if unknown. */
  readonly createdAt: number;
  /** Epoch seconds, 0 if unknown. */
  readonly updatedAt: number;
  readonly creator: RobotCreator;
  readonly permissions: readonly PermissionEntry[];
}
