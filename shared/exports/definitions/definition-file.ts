import { z } from 'zod';
import { MAX_DURATION } from '../../robots/expiry/index.ts';

/** The newest shape of definition files that this Purser writes and reads. */
export const DEFINITION_VERSION = 1;

/** Robots that a file may define. */
const MOST_ROBOTS = 50_000;

const LIFE = /^(?:never|\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z)?)$/;

/** JavaScript takes 31 February for a day of March. */
const isThere = (text: string): boolean => {
  const at = Date.parse(text);
  return (
    text === 'never' ||
    (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text.slice(0, 10)))
  );
};

const pair = z
  .string()
  .regex(
    /^[^:]+:[^:]+$/,
    'A permission is written as resource:action, for example repository:pull.',
  )
  .meta({ description: 'resource:action, for example repository:pull' });

const permission = z
  .strictObject({
    project: z
      .string()
      .min(1)
      .exactOptional()
      .meta({ description: 'Name of a project, or * for all present and future ones' }),
    system: z.literal(true).exactOptional().meta({ description: 'Instead of a project' }),
    allow: z.array(pair).exactOptional(),
    deny: z.array(pair).exactOptional(),
    other: z
      .array(z.strictObject({ resource: z.string(), action: z.string(), effect: z.string() }))
      .exactOptional()
      .meta({ description: 'What allow and deny cannot say, as Harbor spells it' }),
  })
  .refine(
    ({ project, system }) => (project === undefined) !== (system === undefined),
    'This needs either project or system: true.',
  );

const robot = z
  .strictObject({
    instance: z.string().min(1).meta({ description: 'Name of an instance of this file' }),
    name: z.string().min(1).max(255).meta({ description: 'Without prefix and project' }),
    project: z
      .string()
      .min(1)
      .exactOptional()
      .meta({ description: 'The project it belongs to; left out for a system robot' }),
    description: z
      .string()
      .max(10_000)
      .exactOptional()
      .meta({ description: 'Left out: stays as it is' }),
    disabled: z.boolean().exactOptional().meta({ description: 'Left out: stays as it is' }),
    expires: z
      .string()
      .regex(
        LIFE,
        'This should be never, a date (2026-12-31) or a moment in UTC (2026-12-31T12:00:00Z).',
      )
      .refine(isThere, 'There is no such date.')
      .exactOptional()
      .meta({ description: 'never, a date, or a moment in UTC' }),
    duration: z
      .int()
      .min(1)
      .max(MAX_DURATION)
      .exactOptional()
      .meta({ description: 'Instead of expires: days from its creation' }),
    permissions: z.array(permission).min(1),
  })
  .refine(
    ({ expires, duration }) => (expires === undefined) !== (duration === undefined),
    'This robot needs either expires or duration.',
  );

/** A file of definitions, as people write it. */
export const definitionFile = z.strictObject({
  format: z.literal(
    'purser-robots',
    'This is no file of definitions: format should be purser-robots.',
  ),
  version: z.literal(
    DEFINITION_VERSION,
    'This file was written for another Purser: only version 1 is read here.',
  ),
  instances: z
    .record(z.string(), z.string().max(2_000))
    .default({})
    .meta({ description: 'Addresses of Harbors by the names that robots below have them by' }),
  robots: z.array(robot).max(MOST_ROBOTS),
});

export type DefinitionFile = z.infer<typeof definitionFile>;
export type FiledRobot = DefinitionFile['robots'][number];
export type FiledPermission = FiledRobot['permissions'][number];
