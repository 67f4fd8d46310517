import type { Rights, Trust, Proxy } from '../../shared/contract/instances.ts';
import type { RobotSettings } from '../../shared/contract/robot-settings.ts';
import type { ProjectCreation } from '../../shared/permissions/project-creation.ts';
import type { CreateBody } from '../../shared/robots/changes/create-body.ts';
import type { UpdateBody } from '../../shared/robots/changes/update-body.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import type { Session } from './session.ts';

/** Who we are to a Harbor. The password is asked for when it is first needed. */
export interface PasswordCredentials {
  readonly kind: 'user' | 'robot';
  readonly username: string;
  readonly password: () => Promise<string>;
}

/** Somebody who signed in at the provider of this Harbor (`auth_mode` oidc_auth). */
export interface SignInCredentials {
  readonly kind: 'oidc';
  /** '' while nobody ever signed in. */
  readonly username: string;
  readonly signedIn: SignedIn;
}

export type Credentials = PasswordCredentials | SignInCredentials;

/** The session of a sign-in. All clients of one Harbor share it, and it outlives them. */
export interface SignedIn {
  /** Null where nobody is signed in. */
  readonly session: Session | null;
  /** Harbor gave another token for it. */
  renewed(from: Session, to: Session): void;
  /** Harbor does not know it any more. */
  ended(session: Session): void;
}

/** Everything needed to talk to one Harbor. */
export interface HarborOptions {
  readonly url: string;
  readonly allowHttp: boolean;
  readonly credentials: Credentials;
  readonly trust: Trust;
  readonly clientCertificate: {
    readonly certificateFile: string;
    readonly keyFile: string;
    readonly passphrase: () => Promise<string | null>;
  } | null;
  readonly proxy: Proxy;
  readonly proxyPassword: () => Promise<string | null>;
  /** Told every secret that Harbor answers, before anything else is done with it. */
  readonly remember: (secret: string) => void;
  /** Asks the operating system which proxy to take for a URL: 'DIRECT' or 'PROXY host:port'. */
  readonly resolveSystemProxy: (url: string) => Promise<string>;
  /** Requests in flight at once. */
  readonly parallel: number;
  /** Seconds. */
  readonly connectTimeout: number;
  readonly answerTimeout: number;
}

/** Who Harbor says we are. */
export type Identity =
  | {
      readonly kind: 'user';
      readonly id: number;
      readonly username: string;
      /** System administrator, by itself or through its directory or provider. */
      readonly isAdmin: boolean;
      /** It signs in at a provider or directory, and is administrator by a group there. */
      readonly byGroup: boolean;
      /** Signed in through the provider. */
      readonly atProvider: boolean;
    }
  | { readonly kind: 'robot'; readonly username: string };

/** One page of a list. `total` is `X-Total-Count`. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export interface HarborProject {
  readonly id: number;
  readonly name: string;
  /** Role of this user there, 0 where Harbor does not say. 1 is project administrator. */
  readonly role: number;
}

/** A robot with the JSON it came from, permissions sorted. */
export interface HarborRobot {
  readonly robot: Robot;
  readonly raw: string;
}

export interface SystemInfo {
  /** "v2.15.2-cdab4ae5", or '' where this login may not see it. */
  readonly version: string;
  readonly authMode: string;
  /** Name of the provider that people sign in at; '' where there is none. */
  readonly provider: string;
  readonly readOnly: boolean;
  /** Who may make projects; null where this login may not see it. */
  readonly projectCreation: ProjectCreation | null;
  /** Host and port as names of images have them; '' where this login may not see it. */
  readonly registry: string;
  /** Server clock minus ours in seconds, null before Harbor 2.5. */
  readonly clockOffset: number | null;
}

/** What a Harbor of some version can do. Everything that depends on a version stands here. */
export interface Capabilities {
  readonly version: string;
  /** Level=system lists every robot of every level (Harbor ≤ 2.12, #21118). */
  readonly listsAllLevels: boolean;
  /** GET /permissions exists (Harbor ≥ 2.10). */
  readonly hasCatalogue: boolean;
  /** `sort` on lists (Harbor ≥ 2.3). */
  readonly canSort: boolean;
  /** PUT of a legacy robot is taken (Harbor ≤ 2.3); later ones answer 403. */
  readonly editsLegacy: boolean;
  /** What happens is written to `/auditlog-exts`; before Harbor 2.13 to `/audit-logs`. */
  readonly hasExtendedAudit: boolean;
  /** An unknown version was asked for its catalogue, which is not asked for again. */
  readonly isProbed: boolean;
}

/** `resource:action` pairs by the kind of the entry that holds them. */
export interface CatalogueAnswer {
  readonly system: readonly string[];
  readonly project: readonly string[];
}

/**
 * Which robots to list. `level: 'system'` asks for Level=system, which up to Harbor 2.12 brings
 * the robots of every level (`Capabilities.listsAllLevels`); those of projects then have no
 * `projectId`.
 */
export type Listing = { readonly level: 'system' } | { readonly projectId: number };

/** Where a robot is or shall be. */
export type RobotPlace =
  { readonly level: 'system' } | { readonly projectId: number; readonly projectName: string };

/** A robot that Harbor has just made. */
export interface MadeRobot {
  readonly id: number;
  /** With prefix and `project+`. */
  readonly name: string;
  /** Epoch seconds on the server's clock, 0 if the answer does not say. */
  readonly createdAt: number;
  /** The one that Harbor chose; null if its answer had none. */
  readonly secret: string | null;
  readonly requestId: string | null;
}

/** An entry of the audit log. */
export interface AuditEntry {
  readonly id: number;
  /** Epoch seconds on the server's clock. */
  readonly at: number;
  /** Who did it: for robots the full name, with the prefix of that time. */
  readonly username: string;
  readonly isPull: boolean;
  readonly succeeded: boolean;
  /** "pull library/app:1.2". */
  readonly what: string;
  /** "library/app:1.2" of an "artifact". */
  readonly resource: string;
  readonly resourceType: string;
}

/** Which entries of the audit log; moments in epoch seconds on the server's clock, both included. */
export interface AuditQuestion {
  /** Part of the name of who did it; left out where a query cannot hold it. */
  readonly usernamePart?: string;
  /** Epoch seconds on the server's clock, both with the whole second. */
  readonly since?: number;
  readonly until?: number;
}

/**
 * A connection to one Harbor. Every call may throw an AppError and takes part in the limit of
 * requests in flight. After `login-refused` every further call throws `login-stopped` without
 * asking Harbor, until a new client is made.
 */
export interface HarborClient {
  /** Asked once; later calls give the same answer. */
  systemInfo(signal?: AbortSignal): Promise<SystemInfo>;
  /** @param known what an earlier client found out about this unknown version */
  capabilities(
    signal?: AbortSignal,
    known?: { readonly hasCatalogue: boolean },
  ): Promise<Capabilities>;
  /** Proves the login with one request, which runs alone until it has succeeded; asked once. */
  identity(signal?: AbortSignal): Promise<Identity>;
  /**
   * `identity`, and what that login can and cannot do: no further request for a system
   * administrator, the pages of projects for other users, up to ten requests for a robot.
   */
  rights(signal?: AbortSignal): Promise<Rights>;
  projects(page: number, signal?: AbortSignal): Promise<Page<HarborProject>>;
  robots(listing: Listing, page: number, signal?: AbortSignal): Promise<Page<HarborRobot>>;
  /**
   * `resource:action` pairs this Harbor accepts; null where this login or version cannot tell.
   * A project administrator is told the project pairs alone: `system` is empty then. Asked once.
   */
  catalogue(signal?: AbortSignal): Promise<CatalogueAnswer | null>;
  /** The configured robot name prefix, null where this login may not read it. */
  robotPrefix(signal?: AbortSignal): Promise<string | null>;
  /** Prefix and default duration (days) of all robots. Throws `forbidden` for all but system administrators. */
  robotSettings(signal?: AbortSignal): Promise<RobotSettings>;
  /**
   * Changes what is given of them. Sent once, as every change; Harbor takes it in read-only mode
   * too. Answers the request id.
   */
  changeRobotSettings(
    settings: Partial<Pick<RobotSettings, 'prefix' | 'duration'>>,
  ): Promise<string | null>;
  /** Name of a user, for `creator_ref`; null where this login may not read it. */
  userName(id: number, signal?: AbortSignal): Promise<string | null>;
  /** Names of up to 100 users by id, with one request; null where this login may not list them. */
  userNames(signal?: AbortSignal): Promise<Readonly<Record<string, string>> | null>;
  /**
   * Says how many requests lie ahead, so that a session is taken where that is cheaper
   * (Harbor ≥ 2.15.2 checks a user's password for 0.4 s). Never for robots.
   */
  expectRequests(count: number, signal?: AbortSignal): Promise<void>;
  /** One robot as it is now; AppError `not-found` if it is gone. `listing` is where it belongs. */
  robot(id: number, listing: Listing, signal?: AbortSignal): Promise<HarborRobot>;
  /**
   * Replaces a robot by this body, whole: see `shared/robots/changes`. A change is sent once;
   * an error with a request id and without Harbor's own words leaves open whether it was applied.
   * Answers the request id, for Harbor's log.
   */
  updateRobot(body: UpdateBody): Promise<string | null>;
  deleteRobot(id: number): Promise<string | null>;
  /**
   * Makes a robot. Sent once, as every change: an error with a request id and without Harbor's
   * own words leaves open whether it was made (`findRobot` tells). Harbor always chooses the
   * secret itself (all versions to 2.16); this answer is the only time that it says it.
   */
  createRobot(body: CreateBody): Promise<MadeRobot>;
  /**
   * Gives a robot this secret. Sent once; sending it again does no harm. `secret` of the answer
   * is null where Harbor took ours, and else the one that it says it chose instead.
   */
  refreshSecret(
    id: number,
    secret: string,
  ): Promise<{ readonly requestId: string | null; readonly secret: string | null }>;
  /** The robot of this short name at this place; null where there is none. */
  findRobot(place: RobotPlace, name: string, signal?: AbortSignal): Promise<HarborRobot | null>;
  /** Id of the project of this name; null where this login sees none. */
  projectId(name: string, signal?: AbortSignal): Promise<number | null>;
  /**
   * Whether Harbor lets this robot in with this secret, without a session and beside our own
   * login. 'refused' says nothing about the secret of a robot that is disabled or expired.
   */
  proveRobot(name: string, secret: string, signal?: AbortSignal): Promise<'accepted' | 'refused'>;
  /**
   * When the audit log last names this robot, epoch seconds on the server's clock; null where it
   * does not, or this login may not see that. A robot without `audit-log:list` is answered an empty log.
   */
  lastUse(
    username: string,
    signal?: AbortSignal,
  ): Promise<{ readonly at: number; readonly what: string } | null>;
  /** A page (from 1) of up to 100 entries of the audit log, newest first. */
  auditLog(
    question: AuditQuestion,
    page: number,
    signal?: AbortSignal,
  ): Promise<readonly AuditEntry[]>;
  /** Where the log begins for this login; null where it is empty, or cannot be sorted (Harbor 2.2). */
  oldestAuditEntry(signal?: AbortSignal): Promise<AuditEntry | null>;
  /** Whether Harbor is set to log pulls; null where this login may not read that. */
  logsPulls(signal?: AbortSignal): Promise<boolean | null>;
  /** Requests sent so far, for progress and benches. */
  readonly requestsSent: number;
  /** Signs out if a session was taken, and closes the connections. */
  close(): Promise<void>;
}
