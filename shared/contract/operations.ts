import { z } from 'zod';
import { instanceId } from './instances.ts';
import { permissionEntry, robotKey } from './robots.ts';
import { robotIdentity, secretChoice } from './secrets.ts';

/** Until when a robot shall live; the arithmetic from its creation is in `shared/robots/expiry`. */
export const until = z.discriminatedUnion('kind', [
  /** So many days from now. */
  z.object({ kind: z.literal('days'), days: z.int().min(1).max(2_147_483_646) }),
  /** Epoch seconds on the server's clock. Harbor counts whole days, so it is reached, or passed by less than one. */
  z.object({ kind: z.literal('date'), at: z.int() }),
  z.object({ kind: z.literal('never') }),
]);

export type Until = z.infer<typeof until>;

/** Places at which one robot can have permissions; more is nothing that a person could handle. */
export const MAX_PLACES = 10_000;

/** What is too long for one robot is said when a plan is made; this is for what nobody enters. */
const permissionList = z.array(permissionEntry).max(10 * MAX_PLACES);

/** A robot to be made. What Harbor thinks of it is said by the plan's findings, not here. */
export const robotDefinition = z.object({
  /** Without prefix and `project+`. */
  name: z.string().max(1_000),
  level: z.enum(['system', 'project']),
  description: z.string().max(100_000),
  until,
  /** Harbor makes every robot enabled (POST ignores it), so a change follows where this is true. */
  disabled: z.boolean().default(false),
  /** For a project robot one entry; a namespace '' stands for the project it is made in. */
  permissions: permissionList,
});

export type RobotDefinition = z.infer<typeof robotDefinition>;

/** What is to be done to each robot of a selection, with one request or a few. */
export const operation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enable') }),
  z.object({ kind: z.literal('disable') }),
  z.object({ kind: z.literal('renew'), until }),
  /** Each robot gets a date of its own; only `planner.plan` plans this. */
  z.object({ kind: z.literal('schedule') }),
  /**
   * What is held on all projects is held on those instead in which each robot was seen; only
   * `plans.narrow` plans this.
   */
  z.object({ kind: z.literal('narrow') }),
  /** A new secret; `until` renews as well. */
  z.object({ kind: z.literal('refresh'), secret: secretChoice, until: until.nullable() }),
  /** Deleted and made again, same name and permissions; `until` null keeps its expiry. */
  z.object({
    kind: z.literal('recreate'),
    secret: secretChoice,
    until: until.nullable(),
    /** Grants that denies take something back from are left out, where else the denies would stay. */
    leavesOutDenied: z.boolean().exactOptional(),
  }),
  /** Robots are made; only `plans.create` and `plans.clone` plan this. */
  z.object({
    kind: z.literal('create'),
    source: z.enum(['new', 'clone', 'legacy', 'twin']),
    /** The legacy robot that the new one takes the place of, and its row here. */
    replaces: robotIdentity.extend({ key: robotKey }).exactOptional(),
  }),
  /**
   * Permissions for many robots. An entry of a namespace '' stands for each project that a robot
   * has permissions in; others hold where they name a place that the robot can have.
   */
  z.object({
    kind: z.literal('permissions'),
    add: permissionList,
    remove: permissionList,
    /** Whatever is held and not among `add` goes. */
    replace: z.boolean().optional(),
    /** What is held on all projects is held on these instead, before anything else. */
    limitTo: z.array(z.string().min(1).max(255)).min(1).max(MAX_PLACES).optional(),
    /** Denies that take nothing back go, each robot's own, after everything else. */
    dropDeadDenies: z.boolean().exactOptional(),
  }),
  z.object({
    kind: z.literal('edit'),
    /** Null leaves a field as it is. */
    description: z.string().nullable(),
    permissions: permissionList.nullable(),
    until: until.nullable(),
    /** Permissions that this Harbor no longer accepts are left out of what is sent. */
    dropStale: z.boolean(),
  }),
  z.object({ kind: z.literal('delete') }),
  /** What a file of definitions asks for, of each robot its own; only `definitions.plan` plans this. */
  z.object({
    kind: z.literal('define'),
    /** How many robots are deleted, because the file does not name them. */
    removes: z.int().min(0),
  }),
]);

export type Operation = z.infer<typeof operation>;
export type OperationKind = Operation['kind'];

/** Where a robot is to be made; `project` is '' for system robots. */
export const wishedPlace = z.object({ instanceId, project: z.string().max(255) });

export type WishedPlace = z.infer<typeof wishedPlace>;

/** A robot to be made at one place or several, each a robot of its own. */
export const robotWish = z.object({
  definition: robotDefinition,
  places: z.array(wishedPlace).min(1).max(10_000),
  secret: secretChoice,
});

export type RobotWish = z.infer<typeof robotWish>;

/** Where a robot is cloned to. */
export const clonePlace = z.object({
  instanceId,
  /** New names of projects by the names at the source; others keep theirs. */
  projects: z.record(z.string().max(255), z.string().max(255)),
});

export type ClonePlace = z.infer<typeof clonePlace>;
