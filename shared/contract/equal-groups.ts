import { z } from 'zod';
import { instanceId } from './instances.ts';

/** Robots that the rule about equal rights finds together. */
export const equalGroups = z.object({
  /** Of these at most 100 are told of, those of most robots. */
  total: z.int(),
  groups: z.array(
    z.object({
      instanceId,
      /** One of the robots, by Harbor's number, and its name. */
      robotId: z.int(),
      name: z.string(),
      robots: z.int(),
    }),
  ),
});

export type EqualGroups = z.infer<typeof equalGroups>;
