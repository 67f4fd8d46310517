import type {
  RobotIdentity,
  RobotSecret,
  SecretList,
  SecretQuery,
} from '../../shared/contract/secrets.ts';

/** A secret that is about to be made, and what for. */
export interface SecretWish {
  readonly instanceId: string;
  /** Null for a robot that is to be made. */
  readonly robotId: number | null;
  /** As far as it is known: with prefix and `project+`. */
  readonly robotName: string;
  /** Epoch seconds on the server's clock; left out where it is not known. */
  readonly robotCreatedAt?: number;
  /** Null for one that is prepared. */
  readonly planId: string | null;
  /** Place of the step in its plan, from 0. */
  readonly step: number | null;
  /** The user typed it, so that somebody has it but this computer. */
  readonly typedIn?: boolean;
  /** The robot whose secret it is already: where that was handed over, this one is. */
  readonly sharedWith?: RobotIdentity;
  /** `prepared` waits to be sent until the user says so. */
  readonly state?: 'pending' | 'prepared';
  /** Without a usable keychain it may be kept in memory: the user was told, and agreed. */
  readonly sessionOnly?: boolean;
}

/**
 * The secrets of robots, from the moment they are made. What is written comes first: the row in
 * `journal.db`, then the entry in the keychain, then the request to Harbor. Methods throw
 * `unknown-item` for a handle that is not there, and the keychain's and the inventory's errors.
 */
export interface SecretProtocol {
  /**
   * Throws `keychain-missing` or `keychain-locked` unless new secrets outlive Purser.
   *
   * @param afresh looks again where the keychain was not ready: somebody who goes on may have
   *   unlocked it since. It can ask for its password then, which nobody wants who did not ask.
   */
  requireReady(afresh?: boolean): Promise<void>;
  /**
   * Row and keychain entry are there when it resolves; nothing is where it throws.
   *
   * @param secret Null makes one here: 32 characters, cryptographic random.
   */
  begin(wish: SecretWish, secret: string | null): Promise<string>;
  /**
   * Takes the secret that was prepared for a robot for a step that is to send it.
   *
   * @returns Its handle; null where none was prepared.
   */
  adopt(
    robot: RobotIdentity,
    by: { readonly planId: string; readonly step: number },
  ): Promise<string | null>;
  /** For sending. Also answers what was handed in. */
  read(handle: string): Promise<string>;
  /** Harbor chose another one. */
  replace(handle: string, secret: string): Promise<void>;
  /** Harbor has made the robot. `createdAt` in epoch seconds, 0 if unknown. */
  named(
    handle: string,
    robot: { readonly id: number; readonly name: string; readonly createdAt: number },
  ): Promise<void>;
  /**
   * Harbor has it: it becomes the robot's own, and an older one of the robot goes. Can be said
   * again, also to add later that a login proved it.
   *
   * @param result `at` in epoch seconds.
   */
  promote(
    handle: string,
    result: { readonly verified: boolean; readonly at: number },
  ): Promise<void>;
  /**
   * It was never sent, or Harbor surely does not have it: it goes, or is prepared again if it was
   * before. No error if it is gone already.
   */
  drop(handle: string): Promise<void>;
  /** Harbor has deleted this robot: its own secret opens nothing any more. Can be said again. */
  deleted(robot: RobotIdentity): Promise<void>;
  /** The robot's own secret, if it is kept here. */
  ofRobot(robot: RobotIdentity): Promise<string | null>;
  /** For each of these robots whether its own secret is kept here and works as far as is known. */
  holds(robots: readonly RobotIdentity[]): boolean[];
  /** State and place of a secret; null where it is not there. */
  find(handle: string): RobotSecret | null;
}

/** A secret on its way out of Purser, and whose it is. */
export interface OutgoingSecret extends Pick<
  RobotSecret,
  'handle' | 'instanceId' | 'instanceName' | 'robotId' | 'robotName' | 'madeAt'
> {
  /** The instance's address. */
  readonly url: string;
  /** Epoch seconds on the server's clock, 0 if unknown. */
  readonly robotCreatedAt: number;
  readonly secret: string;
}

/** What people do with the secrets of robots. */
export interface SecretVault {
  /** Rows from `from` on, `count` of them; all when left out. */
  list(query: SecretQuery, from?: number, count?: number): SecretList;
  copy(handle: string): Promise<{ clearsAt: number }>;
  reveal(handle: string): Promise<string>;
  keep(handles: readonly string[]): Promise<void>;
  /** Throws `not-allowed` without `sure` where one may be nowhere else. */
  forget(handles: readonly string[], sure: boolean): Promise<void>;
  /** Signs in as the robot. Throws `not-allowed` where a refusal would say nothing. */
  test(handle: string): Promise<{ secret: RobotSecret; accepted: boolean }>;
  /** Throws `invalid-input` with what is missing. */
  handIn(secret: string): string;
  /** To be written to files, in this order. */
  outgoing(handles: readonly string[]): Promise<OutgoingSecret[]>;
  /** They were written to a file, or copied as a part of something. Unknown handles are left out. */
  handOver(handles: readonly string[]): Promise<void>;
  /** A text with secrets to the clipboard; answers when it is cleared, epoch seconds. */
  copyText(text: string): Promise<number>;
}

/** Signs in as a robot, by full name, once. 'refused' says nothing of one that is disabled or expired. */
export type ProveRobot = (
  instanceId: string,
  name: string,
  secret: string,
) => Promise<'accepted' | 'refused'>;

/** All that happens to secrets of robots in one workspace. */
export interface RobotSecrets extends SecretProtocol, SecretVault {
  /** Before an instance is removed whose secrets stay. */
  nameInstance(instanceId: string): Promise<void>;
  /** Whether secrets are kept here of an instance of this id that was at another address. */
  isOfOtherAddress(instanceId: string, url: string): boolean;
  /**
   * Cleans up after an earlier Purser: forgets what was never made and what ended with its
   * memory, ends what was being forgotten, and leaves everything that Harbor may have.
   */
  settle(): Promise<void>;
  /** Takes a copied secret off the clipboard, if it is there still. */
  end(): Promise<void>;
}
