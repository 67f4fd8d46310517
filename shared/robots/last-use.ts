import type { BlindReason, LastUse } from '../contract/last-use.ts';

/** What was read of the audit log of one Harbor. */
export interface UseLog {
  /** Why it proves nothing that a robot is not in it; null where it does. */
  readonly blind: BlindReason | null;
  /** Epoch seconds on our clock from which on it was read without a gap; null where nothing was. */
  readonly from: number | null;
  /** The same for the projects in which robots were used, which may be kept since later only. */
  readonly projectsFrom: number | null;
  /** Ids of the projects whose entries this login sees; null for all of them, and the system's. */
  readonly projects: readonly number[] | null;
}

/** A log that nobody has read. */
export const UNREAD_LOG: UseLog = {
  blind: 'not-read',
  from: null,
  projectsFrom: null,
  projects: null,
};

/** What is known of one robot's use. */
export interface UseFacts {
  /** Epoch seconds on our clock, 0 where no entry names it. */
  readonly usedAt: number;
  readonly what: string;
  readonly createdAt: number;
  /** Null for system robots. */
  readonly projectId: number | null;
}

/** Whether every use of a robot would stand in what was read of the log. */
const isCovered = ({ projects }: UseLog, projectId: number | null): boolean =>
  projects === null || (projectId !== null && projects.includes(projectId));

/**
 * The moment since which a robot was certainly not used, as far as Harbor's log goes: its last use,
 * its birth, or where the log begins, whichever is latest. Null where nobody can tell.
 */
export function quietSince(facts: UseFacts, log: UseLog): number | null {
  if (log.blind !== null || log.from === null || !isCovered(log, facts.projectId)) return null;
  return Math.max(facts.usedAt, facts.createdAt, log.from);
}

/** One of the three answers for a robot. */
export function lastUseOf(facts: UseFacts, log: UseLog): LastUse {
  if (facts.usedAt > 0) return { kind: 'used', at: facts.usedAt, what: facts.what };
  const since = quietSince(facts, log);
  if (since !== null) return { kind: 'unseen', since };
  const why = log.blind ?? (log.from === null ? 'empty' : 'not-allowed');
  return { kind: 'unknown', why };
}

/** What audit logs tell of one robot's use. */
export interface KnownUse {
  readonly lastUse: LastUse;
  /** Epoch seconds on our clock since which it was certainly not used; null where nobody can tell. */
  readonly quietSince: number | null;
  /** Epoch seconds on our clock of the sync that this rests on; null before the first. */
  readonly asOf: number | null;
}

/**
 * Seconds before its expiry in which a use says that somebody needs the robot: whoever pulled so
 * shortly before will most likely have failed since.
 */
export const IN_USE_WITHIN = 7 * 86_400;

/**
 * Robots that expired while somebody used them, in the query line: something is broken now. After
 * a month whoever it was has helped themselves, or has gone.
 */
export const CUT_OFF = 'state:expired expires:>-30d -state:disabled seen:until-expiry -snoozed:yes';

/** Days for which a disabled robot is to be missed by nobody before deleting it is offered. */
export const QUIET_DAYS = 14;

/**
 * Robots that were disabled so many days ago or more, whoever did it, and that nobody missed, in
 * the query line. Harbor notes no moment of disabling, but of a robot's last change: it has been
 * disabled since then at least.
 */
export const QUIET_ROBOTS = `state:disabled -state:legacy updated:>${QUIET_DAYS}d -seen:<${QUIET_DAYS}d`;

/** Days without a use after which a robot counts as unused, unless the settings say another number. */
export const UNUSED_DAYS = 90;

/** Robots certainly not used for so many days, in the query line. */
export const unusedFor = (days: number): string => `seen:>${String(days)}d`;

/** Those of them that still work, in the query line: the others are dealt with already. */
export const unusedRobots = (days: number): string =>
  `${unusedFor(days)} -state:disabled,expired,legacy`;

/** Projects in which uses are remembered of one robot; one that was used in more really needs many. */
export const MOST_USED_PROJECTS = 500;

/** Robots that are limited to where they were used in one go. */
export const MOST_NARROWED = 1_000;
