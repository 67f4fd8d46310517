import type { RobotRow } from '../contract/robots.ts';
import type { InstanceConfig, Login } from '../contract/instances.ts';
import type { HistoryKind } from '../contract/history.ts';
import type { JournalEntry } from '../contract/plans.ts';
import type { SimulatedMove, Simulation } from '../contract/planner.ts';
import type { LimitRules } from '../robots/expiry/index.ts';
import type { UseLog } from '../robots/last-use.ts';
import type { ProjectCreation } from '../permissions/project-creation.ts';
import type { RuleSettings } from '../permissions/lint/rule-settings.ts';
import type { Robot } from '../robots/robot.ts';

/** A robot on its way into the inventory: parsed, and the answer it came from. */
export interface ReadRobot {
  readonly robot: Robot;
  /** Harbor's JSON text for this robot, with permissions sorted so that equal means equal. */
  readonly raw: string;
}

/** A project whose listing was read, or not. */
export interface ReadProject {
  readonly id: number;
  readonly name: string;
}

/**
 * One whole reading of an instance. Pages are written as they come; `finish` decides what is
 * gone. Opened by `beginReading`, ended by `finishReading` or `abandonReading`.
 */
export type ReadingId = number;

/** Listings that were read to their end; robots missing from these, and only these, are gone. */
export interface ReadingEnd {
  /** Epoch seconds, our clock. */
  readonly asOf: number;
  readonly systemRead: boolean;
  /** Ids of the projects whose listing was read whole. */
  readonly projectsRead: readonly number[];
  /** True if the list of projects itself is whole: robots of projects not in it are gone too. */
  readonly allProjects: boolean;
  readonly harborVersion: string;
  /** Who may make projects there; null where Harbor does not say. */
  readonly projectCreation: ProjectCreation | null;
  /** Server clock minus ours, seconds. */
  readonly clockOffset: number;
  /** `resource:action` pairs this Harbor accepts per scope, null where unknown. */
  readonly catalogue: {
    readonly system: readonly string[];
    readonly project: readonly string[];
  } | null;
  /**
   * Names of the users behind `creator_ref`, by user id, as far as they could be read; '' for one
   * whom this Harbor does not know any more.
   */
  readonly userNames: Readonly<Record<number, string>>;
  /** Robot name prefix, as configured or derived from project robots. */
  readonly prefix: string;
  /** Instance facts to keep as JSON for offline use (rights, unreadable projects, read-only). */
  readonly facts: string;
}

/** What a reading did. `replaced`: nothing known was found there, so nothing was marked gone. */
export interface ReadingResult {
  readonly robots: number;
  readonly written: number;
  readonly gone: number;
  readonly replaced: boolean;
}

/** The last use of one robot that a reading of an audit log found. */
export interface FoundUse {
  /** As Harbor stores it: without prefix, with `project+`. */
  readonly name: string;
  /** Epoch seconds on the server's clock. */
  readonly at: number;
  /** "pull library/app:1.2". */
  readonly what: string;
  /** The last use in each project that was found, on the server's clock. */
  readonly projects: readonly { readonly project: string; readonly at: number }[];
}

/** What one sync read of an audit log. */
export interface LogReading {
  /** What is known of the log now; its moments are on the server's clock. */
  readonly log: UseLog;
  /** Where the next sync goes on: JSON that only the room that syncs reads. */
  readonly cursor: string;
  readonly uses: readonly FoundUse[];
}

/** How many robots somebody answers for; '' for nobody. */
export interface OwnerCount {
  readonly name: string;
  readonly robots: number;
  /** Soon or critical. */
  readonly expiring: number;
  /** Expired and not switched off. */
  readonly expired: number;
}

/** What is kept about an instance between syncs. */
export interface InstanceFacts {
  readonly instanceId: string;
  readonly asOf: number | null;
  readonly harborVersion: string | null;
  readonly projectCreation: ProjectCreation | null;
  readonly clockOffset: number | null;
  readonly facts: string;
  readonly robots: number;
  readonly projects: number;
  readonly expiringSoon: number;
  readonly expired: number;
  readonly neverExpires: number;
  /** A reading found none of the robots that were known, and nobody has said why yet. */
  readonly replaced: boolean;
}

/** Which moment and which thresholds states are computed for. */
export interface Now extends LimitRules {
  /** Epoch seconds, our clock. */
  readonly now: number;
  /** What the rules about risk are set to. */
  readonly risk?: RuleSettings | undefined;
}

/** A stored instance with its place in the list. */
export interface StoredInstances {
  readonly instances: readonly InstanceConfig[];
  readonly logins: readonly Login[];
}

/** Who has come due, and the day of the last digest; null before the first. */
export interface DueReminders {
  /** Rank 1 is soon, 2 critical, 3 expired. */
  readonly robots: readonly {
    readonly key: number;
    readonly instanceId: string;
    readonly rank: 1 | 2 | 3;
  }[];
  readonly lastDay: number | null;
}

/** A reminder that is about to be shown, or the digest of a day that has nothing to say. */
export interface NewReminder {
  /** Epoch seconds, our clock. */
  readonly at: number;
  /** Of the calendar, for a digest. */
  readonly day: number | null;
  readonly kind: 'digest' | 'urgent';
  readonly robots: DueReminders['robots'];
}

/** What a policy of expiry makes of its robots. */
export interface PlannedDates {
  readonly figures: Omit<Simulation, 'id'>;
  /** Soonest new date first; `to` (our clock) and the duration that makes it are null together. */
  readonly moves: readonly (SimulatedMove & { readonly duration: number | null })[];
}

/** What the palette finds by part of a name. */
export interface Found {
  readonly robots: RobotRow[];
  readonly projects: { instanceId: string; name: string; robots: number }[];
}

/** A robot of the inventory, whole, for planning a change of it. */
export interface KnownRobot {
  readonly key: number;
  readonly instanceId: string;
  readonly gone: boolean;
  readonly robot: Robot;
}

/** What is known of the Harbor that robots are made at. */
export interface KnownPlace {
  /** Epoch seconds, our clock; null before the first whole reading. */
  readonly asOf: number | null;
  /** "v2.15.2-cdab4ae5", or ''. */
  readonly version: string;
  readonly prefix: string;
  /** Pairs that it accepts; null where it accepts any, or nobody knows. */
  readonly catalogue: {
    readonly system: readonly string[];
    readonly project: readonly string[];
  } | null;
  /** Projects that the last reading listed. */
  readonly projects: readonly ReadProject[];
}

/**
 * A plan as it is kept: `data` is JSON that only the room that plans reads, but for `createdAt`
 * (epoch seconds) and, once it is finished, `view.steps` (their number).
 */
export interface KeptPlan {
  readonly id: string;
  readonly finished: boolean;
  readonly data: string;
}

/** How many finished plans are kept. */
export interface KeptBounds {
  /** Made since then, epoch seconds. */
  readonly since: number;
  readonly plans: number;
  /** Of all of them together; the newest plan stays, however many it has. */
  readonly steps: number;
}

export interface KeptStep {
  /** From 0. */
  readonly place: number;
  readonly data: string;
}

/**
 * Which secret lies in the keychain; `data` is JSON that only the room of secrets reads, but for its
 * `state`.
 */
export interface KeptSecret {
  readonly handle: string;
  readonly instanceId: string;
  /** Null while nobody knows it. */
  readonly robotId: number | null;
  readonly data: string;
}

/** A question to the journal. */
export interface JournalSearch {
  /** Part of names, login, operation, message; '' for all. */
  readonly text: string;
  /** Only these instances; empty for all. */
  readonly ids: readonly string[];
  /** Only this robot; null for all. */
  readonly robotKey: number | null;
  /** Only these operations, and these results; empty for all. */
  readonly operations: readonly string[];
  readonly results: readonly JournalEntry['result'][];
  /** Only what belongs to this plan; null for all. */
  readonly planId: string | null;
  /** Only entries older than this one; null for the newest. */
  readonly before: number | null;
  readonly count: number;
}

/** A question to the history. */
export interface HistorySearch {
  /** Part of names, kinds or values; '' for all. */
  readonly text: string;
  /** Only these instances; empty for all. */
  readonly ids: readonly string[];
  /** Only this robot; null for all, and for what concerns whole instances. */
  readonly robotKey: number | null;
  /** Only entries with one of these; empty for all. */
  readonly kinds: readonly HistoryKind[];
  /** Only entries older than this one; null for the newest. */
  readonly before: number | null;
  readonly count: number;
}
