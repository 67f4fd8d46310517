import { z } from 'zod';
import { permissionEntry } from './robots.ts';

/** Permissions, and what else of a robot is worth repeating, under a name. */
export const template = z.object({
  id: z.string().min(1).max(60),
  name: z.string().trim().min(1).max(60),
  /** What it is for, one sentence. */
  about: z.string().max(500),
  level: z.enum(['system', 'project']),
  /** Namespace '' stands for the project, or projects, that the robot is made for. */
  permissions: z.array(permissionEntry).max(2_000),
  /** Days that such a robot lives, -1 for no end; null leaves that open. */
  days: z.int().min(-1).max(2_147_483_646).nullable(),
  description: z.string().max(1_024),
  /** The templates that come with Purser cannot be changed or removed. */
  builtIn: z.boolean(),
});

export type Template = z.infer<typeof template>;
