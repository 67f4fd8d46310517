import { z } from 'zod';
import { LINKED_FIELDS } from '../robots/linked.ts';
import { instanceId } from './instances.ts';
import { ROBOT_STATES, robotKey } from './robots.ts';

/** One robot of a set. */
export const linkedRobot = z.object({
  key: robotKey,
  instanceId,
  robotId: z.int(),
  /** With prefix and `project+`. */
  name: z.string(),
  /** Epoch seconds on the server's clock, 0 if unknown. */
  createdAt: z.int(),
  state: z.enum(ROBOT_STATES),
  /** In what it differs from most robots of the set; empty where it is the same. */
  differs: z.array(z.enum(LINKED_FIELDS)),
});

/** One robot of a set, and whether Purser holds its secret. */
export const heldRobot = linkedRobot.extend({ holdsSecret: z.boolean() });

/** The same robot on several Harbors: by name, level and project, or linked by hand. */
export const robotSet = z.object({
  /** Key of the robot that stands for the set. */
  key: robotKey,
  shortName: z.string(),
  level: z.enum(['system', 'project']),
  project: z.string(),
  /** Linked, or taken apart, by the user. */
  byHand: z.boolean(),
  robots: z.array(heldRobot),
});

export type LinkedRobot = z.infer<typeof linkedRobot>;
export type HeldRobot = z.infer<typeof heldRobot>;
export type RobotSet = z.infer<typeof robotSet>;

/** A set as the inventory knows it, which knows nothing of secrets. */
export type KnownSet = Omit<RobotSet, 'robots'> & { readonly robots: readonly LinkedRobot[] };
