import { z } from 'zod';
import { call, nothing } from './call.ts';
import { instanceId } from './instances.ts';
import { plan, plannedChange } from './plans.ts';
import { permissionEntry, robotKey } from './robots.ts';

/**
 * How a robot of a file stands to what is there. `extra`: it is there, and the file does not name
 * it; `unplaced`: nobody said which instance the file means.
 */
export const COMPARISON_KINDS = ['missing', 'differs', 'same', 'extra', 'unplaced'] as const;

export type ComparisonKind = (typeof COMPARISON_KINDS)[number];

/** A file of definitions, compared with the robots that are known here. */
export const definitionComparison = z.object({
  id: z.uuid(),
  fileName: z.string(),
  format: z.enum(['purser', 'harbor-cli']),
  remarks: z.array(z.string()),
  /** The instances of the file, and what they are here. A file of harbor-cli names none: ''. */
  instances: z.array(
    z.object({
      name: z.string(),
      url: z.string(),
      instanceId: instanceId.nullable(),
      robots: z.int(),
    }),
  ),
  counts: z.record(z.enum(COMPARISON_KINDS), z.int()),
});

export type DefinitionComparison = z.infer<typeof definitionComparison>;

/** One robot of a comparison. */
export const definitionRow = z.object({
  kind: z.enum(COMPARISON_KINDS),
  instanceId: instanceId.nullable(),
  /** Full name; for one that is not placed, as the file has it. */
  robotName: z.string(),
  key: robotKey.nullable(),
  /** Where it stands in the file, from 1; null for what is not in it. */
  line: z.int().nullable(),
  /** Which robot of the file it is, from 0; several may share a line. */
  place: z.int().nullable(),
  changes: z.array(plannedChange),
});

export type DefinitionRow = z.infer<typeof definitionRow>;

/** A robot as the file that is open names it. */
export const definedName = z.object({
  /** Which robot of the file it is, from 0. */
  place: z.int(),
  line: z.int(),
  /** As the file calls it; '' where it names none. */
  instance: z.string(),
  /** '' for a system robot. */
  project: z.string(),
  /** With `project+`, without a prefix. */
  name: z.string(),
});

export type DefinedName = z.infer<typeof definedName>;

/** A robot of the file that is open, with what it is to hold. */
export const definedPermissions = definedName.extend({
  fileName: z.string(),
  permissions: z.array(permissionEntry),
});

export type DefinedPermissions = z.infer<typeof definedPermissions>;

/** What the window asks about files that define robots. */
export const definitionCalls = {
  /**
   * Opens the file that the user chooses and compares it; null if they did not. Throws
   * `file-failed`, and `file-invalid` with line and column.
   */
  'definitions.open': call(nothing, definitionComparison.nullable()),
  /** The same with the file that was chosen last, as it is now; throws `unknown-item` before one was. */
  'definitions.readAgain': call(nothing, definitionComparison),
  /** Compares afresh; `instances` are instances here by the names that the file has. */
  'definitions.compare': call(
    z.object({ id: z.uuid(), instances: z.record(z.string().max(1_000), instanceId) }),
    definitionComparison,
  ),
  /** Robots of these kinds: new ones first, then changes. */
  'definitions.rows': call(
    z.object({
      id: z.uuid(),
      kinds: z.array(z.enum(COMPARISON_KINDS)).min(1),
      from: z.int().min(0),
      count: z.int().min(1).max(200),
    }),
    z.array(definitionRow),
  ),
  /** Robots of the file with this in their names or instances, in its order; all of them for ''. */
  'definitions.find': call(
    z.object({ id: z.uuid(), text: z.string().max(255), count: z.int().min(1).max(200) }),
    z.array(definedName),
  ),
  /** Throws `unknown-item`, also for a file that is not open any more. */
  'definitions.robot': call(z.object({ id: z.uuid(), place: z.int().min(0) }), definedPermissions),
  /** Plans what makes the robots as the file has them, and begins to check it. */
  'definitions.plan': call(
    z.object({ id: z.uuid(), kinds: z.array(z.enum(['missing', 'differs', 'extra'])).min(1) }),
    plan,
  ),
} as const;
