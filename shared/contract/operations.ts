import { z } from 'zod';
import { permissionEntry } from './robots.ts';

/** Until when a robot shall live; the arithmetic from its creation is in `shared/robots/expiry`. */
export const until = z.discriminatedUnion('kind', [
  /** So many days from now. */
  z.object({ kind: z.literal('days'), days: z.int().min(1).max(2_147_483_646) }),
  /** Epoch seconds on the server's clock. Harbor counts whole days, so it is reached, or passed by less than one. */
  z.object({ kind: z.literal('date'), at: z.int() }),
  z.object({ kind: z.literal('never') }),
]);

export type Until = z.infer<typeof until>;

/** A robot to be made. */
export const robotDefinition = z.object({
  /** Without prefix and `project+`. */
  name: z.string().min(1).max(255),
  level: z.enum(['system', 'project']),
  description: z.string(),
  until,
  permissions: z.array(permissionEntry).max(2_000),
});

export type RobotDefinition = z.infer<typeof robotDefinition>;

/** What is to be done to each robot of a selection, with one request or a few. */
export const operation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enable') }),
  z.object({ kind: z.literal('disable') }),
  z.object({ kind: z.literal('renew'), until }),
  /** A new secret, made here; `until` renews as well. */
  z.object({ kind: z.literal('refresh'), until: until.nullable() }),
  z.object({
    kind: z.literal('edit'),
    /** Null leaves a field as it is. */
    description: z.string().nullable(),
    permissions: z.array(permissionEntry).max(2_000).nullable(),
    until: until.nullable(),
    /** Permissions that this Harbor no longer accepts are left out of what is sent. */
    dropStale: z.boolean(),
  }),
  z.object({ kind: z.literal('delete') }),
]);

export type Operation = z.infer<typeof operation>;
