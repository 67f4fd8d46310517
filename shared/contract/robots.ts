import { z } from 'zod';
import { RISKS, RULE_IDS } from '../permissions/lint/rule-ids.ts';
import { OWNER_SOURCES } from '../robots/owners.ts';
import { instanceId } from './instances.ts';
import { lastUse } from './last-use.ts';
import { FACET_FIELDS, SORT_COLUMNS } from './robot-lists.ts';

export { FACET_FIELDS, SORT_COLUMNS, type FacetField, type SortColumn } from './robot-lists.ts';

/** Row key of a robot in the inventory: stable as long as the robot is known. */
export const robotKey = z.int().min(1);

/** More robots than any fleet has: whatever is selected is taken at once. */
export const MAX_ROBOTS = 1_000_000;
export const robotKeys = z.array(robotKey).min(1).max(MAX_ROBOTS);

export const permissionEntry = z.object({
  kind: z.string(),
  namespace: z.string(),
  access: z.array(z.object({ resource: z.string(), action: z.string(), effect: z.string() })),
});

/** The one word the table shows; several may hold, the most pressing wins, in this order. */
export const ROBOT_STATES = [
  'gone',
  'legacy',
  'disabled',
  'expired',
  'critical',
  'soon',
  'active',
] as const;

export type RobotState = (typeof ROBOT_STATES)[number];

/** Things that are wrong with a robot beside its state. */
export const ROBOT_FLAGS = ['no-permissions', 'stale-permissions'] as const;

export type RobotFlag = (typeof ROBOT_FLAGS)[number];

/** A robot as the table shows it. */
export const robotRow = z.object({
  key: robotKey,
  instanceId,
  id: z.int(),
  /** Full name. The prefix of its Harbor and `project+` stand in front of the short name. */
  name: z.string(),
  shortName: z.string(),
  level: z.enum(['system', 'project']),
  project: z.string(),
  state: z.enum(ROBOT_STATES),
  flags: z.array(z.enum(ROBOT_FLAGS)).readonly(),
  /** Its worst finding; exceptions do not count. */
  risk: z.enum(RISKS),
  /** The points of all its findings. */
  score: z.int(),
  findings: z.array(z.enum(RULE_IDS)).readonly(),
  /** "pull, push on 3 projects", "everything on all projects". */
  permissions: z.string(),
  /** Epoch seconds on this computer's clock, -1 for never. */
  expiresAt: z.int(),
  createdAt: z.int(),
  updatedAt: z.int(),
  /** "admin", "robot$maker", or '' where Harbor does not say. */
  createdBy: z.string(),
  description: z.string(),
  tags: z.array(z.string()).readonly(),
  /** Its warnings are put off: since when, until when (epoch seconds, our clock), and why. */
  snooze: z.object({ at: z.int(), until: z.int(), reason: z.string() }).nullable(),
  /** Who answers for it; '' where nobody does. `owner:` asks for the same. */
  owner: z.string(),
  /** What Harbor's audit log says of its use; `seen:` asks for the same. */
  lastUse,
});

export type RobotRow = z.infer<typeof robotRow>;

/** All that is known of one robot. */
export const robotDetail = robotRow.extend({
  duration: z.int(),
  disabled: z.boolean(),
  editable: z.boolean(),
  projectId: z.int().nullable(),
  creatorType: z.string(),
  creatorRef: z.int(),
  permissionEntries: z.array(permissionEntry),
  /** Where its owner comes from. */
  ownerSource: z.enum(OWNER_SOURCES),
  /** What its Harbor accepts by kind, as `resource:action`; null where it accepts anything, or nobody knows. */
  accepted: z.object({
    system: z.array(z.string()).readonly().nullable(),
    project: z.array(z.string()).readonly().nullable(),
  }),
  /** Epoch seconds when it was first and last seen in a sync; gone since, or null. */
  firstSeen: z.int(),
  lastRead: z.int(),
  goneSince: z.int().nullable(),
  /** As Harbor answered, unknown fields included, as JSON text. */
  raw: z.string(),
});

export type RobotDetail = z.infer<typeof robotDetail>;

/** A question to the inventory. */
export const robotQuery = z.object({
  /** The query line, in the language of `shared/robots/query`. */
  query: z.string().max(4_000),
  /** Only these instances; empty for all. */
  scope: z.array(instanceId).max(200),
  sort: z.object({ column: z.enum(SORT_COLUMNS), descending: z.boolean() }),
});

export type RobotQuery = z.infer<typeof robotQuery>;

/** Values of one field with how many robots have each, under the filter without this field. */
export const facet = z.object({
  field: z.enum(FACET_FIELDS),
  /** Most frequent first; at most 100, `more` says how many values were left out. */
  values: z.array(z.object({ value: z.string(), label: z.string(), count: z.int() })),
  more: z.int(),
});

export type Facet = z.infer<typeof facet>;

export const savedView = z.object({
  id: z.string().min(1).max(60),
  name: z.string().trim().min(1).max(60),
  query: z.string().max(4_000),
  sort: robotQuery.shape.sort,
  /** The views that come with Purser cannot be removed. */
  builtIn: z.boolean(),
});

export type SavedView = z.infer<typeof savedView>;

/** What the Overview asks: whose robots, and which queries to count beside its own figures. */
export const overviewQuery = z.object({
  scope: z.array(instanceId).max(200),
  counted: z.array(z.string().max(4_000)).max(10),
});

export type OverviewQuery = z.infer<typeof overviewQuery>;

/** The figures of the Overview; each one equals the number of rows of its query. */
export const overview = z.object({
  figures: z.array(
    z.object({ id: z.string(), label: z.string(), query: z.string(), count: z.int() }),
  ),
  /** The robots that expire next, soonest first, at most 10. */
  soonest: z.array(robotRow),
  /** Robots that expired while they were used, the last used first; none where more than 3 did. */
  cutOff: z.array(robotRow),
  /** For each query that was to be counted, in that order, the instances with robots that fit. */
  counted: z.array(z.array(z.object({ id: z.string(), count: z.int() }))),
});

export type Overview = z.infer<typeof overview>;
