import { z } from 'zod';
import { CELLS, PLACE_LEVELS } from '../permissions/cells.ts';
import { MOST_NARROWED } from '../robots/last-use.ts';
import { call } from './call.ts';
import { instanceId } from './instances.ts';
import { robotKey, robotKeys, robotQuery } from './robots.ts';
import { usedProjects } from './used-projects.ts';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const numbers = z.custom<Uint32Array>((value) => value instanceof Uint32Array);
const kind = z.enum(['system', 'project']);

/** What the Harbor of an instance accepts, as last read. */
const harborCatalogue = z.object({
  instanceId,
  /** '' before the first reading. */
  version: z.string(),
  /** `resource:action` it accepts; null where it accepts any (≤ 2.9), or nobody knows. */
  accepted: z.object({ system: z.array(z.string()), project: z.array(z.string()) }).nullable(),
});

export type HarborCatalogue = z.infer<typeof harborCatalogue>;

const permissionColumn = z.object({
  kind,
  pair: z.string(),
  /** Robots by cell, in the order of CELLS. */
  counts: z.array(z.int()).length(CELLS.length),
});

export type PermissionColumn = z.infer<typeof permissionColumn>;

/**
 * Robots × permissions. Robots of the same rights share a line of cells: the cell of row `r` and
 * column `c` is `cells[lineOf[r] * columns.length + c]`, a place in CELLS.
 */
export const permissionMatrix = z.object({
  keys: numbers,
  lineOf: numbers,
  columns: z.array(permissionColumn),
  cells: bytes,
  /** Robots in scope without the query. */
  total: z.int(),
  harbors: z.array(harborCatalogue),
});

export type PermissionMatrix = z.infer<typeof permissionMatrix>;

const projectColumn = z.object({
  name: z.string(),
  /** Robots by how far they reach, in the order of PLACE_LEVELS. */
  counts: z.array(z.int()).length(PLACE_LEVELS.length),
});

export type ProjectColumn = z.infer<typeof projectColumn>;

/**
 * Robots × projects. A line reaches `elsewhere[line]` in every project of its Harbor, but in those
 * it names: `named` from `starts[line]` up to before `starts[line + 1]`, each the column's place
 * times 16 plus a place in PLACE_LEVELS, ascending. `there` says by instance and column
 * (`harborOf[line] * columns.length + c`) whether that Harbor has the project.
 */
export const projectMatrix = z.object({
  keys: numbers,
  lineOf: numbers,
  columns: z.array(projectColumn),
  elsewhere: bytes,
  starts: numbers,
  named: numbers,
  harborOf: numbers,
  there: bytes,
  total: z.int(),
});

export type ProjectMatrix = z.infer<typeof projectMatrix>;

/** What a robot is called, as the head of its row shows it. */
const robotName = z.object({
  key: robotKey,
  instanceId,
  /** In full. */
  name: z.string(),
  /** How many characters of it stand before the short name: the prefix, and the project. */
  lead: z.int(),
});

export type RobotName = z.infer<typeof robotName>;

/** Who can do this there, in any project where `project` is null. */
export const whoQuestion = z.object({
  kind,
  pair: z.string().max(200),
  project: z.string().max(255).nullable(),
  query: z.string().max(4_000),
  scope: z.array(instanceId).max(200),
});

export type WhoQuestion = z.infer<typeof whoQuestion>;

/** Robots that can, by name, each with its reason: `reasons[reasonOf[row]]`. */
export const whoAnswer = z.object({
  keys: numbers,
  reasonOf: numbers,
  reasons: z.array(
    z.object({
      because: z.string(),
      /** Why Harbor refuses it nevertheless; null where it does not. */
      refused: z.string().nullable(),
    }),
  ),
  /** Instances where more robots may be able to: what decides that was not read. */
  unsure: z.array(instanceId),
  /** The query line that finds exactly these robots. */
  query: z.string(),
});

export type WhoAnswer = z.infer<typeof whoAnswer>;

/** Which instance, and to which release it shall go. */
const upgradeQuestion = z.object({ instanceId, version: z.string().max(100) });

export type UpgradeQuestion = z.infer<typeof upgradeQuestion>;

const touched = z.object({ kind, pair: z.string(), robots: z.int() });

/** What a release makes of the robots of an instance. */
export const upgradeAnswer = z.object({
  /** Of its Harbor now; '' before the first reading. */
  from: z.string(),
  robots: z.int(),
  /** Permissions that the release refuses in every change, and the robots that hold any of them. */
  refused: z.array(touched),
  refusedKeys: numbers,
  /** What comes into force with the release, and for which robots. */
  gained: z.array(touched),
  gainedKeys: numbers,
  /** What is no longer in force. */
  lost: z.array(touched),
  lostKeys: numbers,
});

export type UpgradeAnswer = z.infer<typeof upgradeAnswer>;

/** Projects that are known, with the instances that have them. */
const knownProject = z.object({ name: z.string(), instanceIds: z.array(instanceId) });

/** Which matrix is to be saved, and how. */
const matrixExport = z.object({
  format: z.enum(['csv', 'svg']),
  matrix: z.enum(['permissions', 'projects']),
  question: robotQuery,
  /** Permissions of one kind alone; '' for both. */
  kind: z.enum(['system', 'project', '']),
  /** Also permissions that no robot has. */
  all: z.boolean(),
  /** Sentences about what it rests on. */
  restsOn: z.array(z.string().max(1_000)).max(50),
});

export type MatrixExport = z.infer<typeof matrixExport>;

/** Robots that would gain something if they were made again without their denies. */
export const neededDenies = z.object({
  robots: z.int(),
  /** What that is, as "repository:push on team"; the first of all these robots. */
  gains: z.array(z.string()),
});

export type NeededDenies = z.infer<typeof neededDenies>;

/** What the window asks about the permissions of many robots. */
export const permissionCalls = {
  'permissions.matrix': call(robotQuery, permissionMatrix),
  'permissions.projects': call(robotQuery, projectMatrix),
  /** In any order; those that are not known are left out. */
  'permissions.names': call(z.object({ keys: z.array(robotKey).max(500) }), z.array(robotName)),
  'permissions.who': call(whoQuestion, whoAnswer),
  'permissions.upgrade': call(upgradeQuestion, upgradeAnswer),
  /** Names of projects in scope, sorted. */
  'permissions.projectNames': call(
    z.object({ scope: z.array(instanceId).max(200) }),
    z.array(knownProject),
  ),
  /** Where these robots were really used; those that hold nothing on all projects are left out. */
  'permissions.usedProjects': call(
    z.object({ keys: z.array(robotKey).min(1).max(MOST_NARROWED) }),
    z.array(usedProjects),
  ),
  'permissions.neededDenies': call(z.object({ keys: robotKeys }), neededDenies),
  /**
   * Saves a matrix where the user wants it; null if they did not. Of a picture robots beyond 2 000
   * are `leftOut`. Told, stopped and refused as `inventory.export`.
   */
  'permissions.export': call(
    matrixExport,
    z.object({ path: z.string(), robots: z.int(), columns: z.int(), leftOut: z.int() }).nullable(),
  ),
} as const;
