import { z } from 'zod';
import { call, nothing } from './call.ts';
import { instanceId } from './instances.ts';
import { robotWish } from './operations.ts';
import { robotKey } from './robots.ts';
import { MAX_SECRETS, secretHandle, secretHandles } from './secrets.ts';

/** A shape of secrets. */
const exportShape = z.object({
  /** Id of a format of `shared/exports/secrets`. */
  format: z.string().max(60),
  /** By id of the format's options; what is left out has its initial value. */
  options: z.record(z.string().max(60), z.string().max(1_000)),
});

/** Which secrets are to leave Purser, and in which shape. */
export const exportWish = exportShape.extend({ handles: secretHandles });

export type ExportWish = z.infer<typeof exportWish>;

/** Robots whose secrets are to leave Purser once they are made, and in which shape. */
export const aheadWish = exportShape.extend({ robots: z.array(robotWish).min(1).max(1_000) });

export type AheadWish = z.infer<typeof aheadWish>;

const notEncrypted = z.object({ kind: z.literal('none') });
/** Recipients of age, `age1…` each. */
const forRecipients = z.object({
  kind: z.literal('recipients'),
  recipients: z.array(z.string().trim().min(1).max(4_000)).min(1).max(100),
});

/** Who can read it; travels in, never out. */
export const encryption = z.discriminatedUnion('kind', [
  notEncrypted,
  forRecipients,
  z.object({ kind: z.literal('passphrase'), passphrase: z.string().min(1).max(1_000) }),
]);

export type Encryption = z.infer<typeof encryption>;

/** The same for later: a passphrase would have to be kept until then. */
const encryptionAhead = z.discriminatedUnion('kind', [notEncrypted, forRecipients]);

export type EncryptionAhead = z.infer<typeof encryptionAhead>;

/** A robot whose secret can be exported. */
const readyRobot = z.object({
  handle: secretHandle,
  instanceId,
  instanceName: z.string(),
  robotName: z.string(),
  project: z.string(),
});

/** A robot whose secret cannot be exported, and why. */
const missingRobot = z.object({
  key: robotKey,
  instanceId,
  instanceName: z.string(),
  robotName: z.string(),
  why: z.enum(['not-kept', 'outdated', 'unconfirmed', 'gone', 'legacy']),
});

export const exportRobots = z.object({
  ready: z.array(readyRobot),
  missing: z.array(missingRobot),
});

export type ExportRobots = z.infer<typeof exportRobots>;
export type ReadyRobot = ExportRobots['ready'][number];
export type MissingRobot = ExportRobots['missing'][number];

/** Why a format cannot carry these robots, and ids of other formats that can. */
export const exportRefusal = z.object({
  message: z.string(),
  better: z.array(z.string()),
  /** Another choice of an option, with which the same format can. */
  instead: z.object({ option: z.string(), value: z.string() }).nullable(),
});

export const exportPreview = z.object({
  /** With dots for every secret and for what it is encoded into; '' where it is refused. */
  text: z.string(),
  refused: exportRefusal.nullable(),
});

export type ExportPreview = z.infer<typeof exportPreview>;

/** A file or a folder that the user chose, looked at before anything is written. */
export const exportPlace = z.object({
  id: z.uuid(),
  path: z.string(),
  /**
   * `new`: nothing is there. `merge`: it is put into the file that is there, as `changes` says.
   * `replace`: an earlier export is there, in whose place it comes.
   * `taken`: something is there that is not written over, for `why`.
   */
  state: z.enum(['new', 'merge', 'replace', 'taken']),
  why: z.string(),
  changes: z.array(z.string()),
  /** What to know before it is written. */
  beware: z.array(z.string()),
  /** Whoever reads the file would not read what is put in, for reasons that `beware` says. */
  isIgnored: z.boolean(),
  /** Names of the files that would be made. */
  files: z.array(z.string()),
});

export type ExportPlace = z.infer<typeof exportPlace>;

/** Where the secrets of a plan go once its robots are made, as it was looked at last. */
export const plannedExport = exportPlace.pick({ path: true, changes: true, beware: true }).extend({
  /** Title of the format. */
  format: z.string(),
  state: z.enum(['new', 'merge']),
  isEncrypted: z.boolean(),
  /** Why nothing was written; '' once it is there, null before. */
  failure: z.string().nullable(),
});

export type PlannedExport = z.infer<typeof plannedExport>;

/** What became of each robot. */
export const exportResult = z.object({
  path: z.string(),
  /** Why a folder has no index of these files; '' where it has one, and for a single file. */
  indexFailure: z.string(),
  files: z.array(
    z.object({
      /** '' where none was made. */
      name: z.string(),
      robotName: z.string(),
      instanceName: z.string(),
      /** '' where it was written. */
      failure: z.string(),
    }),
  ),
});

export type ExportResult = z.infer<typeof exportResult>;

/** What the window asks about exports of secrets. The secrets themselves stay in the main process. */
export const secretExportCalls = {
  /** Which of these robots have a secret here that can be exported. */
  'secretExports.robots': call(
    z.object({
      keys: z.array(robotKey).max(MAX_SECRETS),
      handles: z.array(secretHandle).max(MAX_SECRETS),
    }),
    exportRobots,
  ),
  /**
   * Takes the secret of a robot that is not kept, once Harbor has let the robot in with it; in
   * memory, for half an hour after its last use. Throws `not-allowed` where Harbor refuses it or
   * could not tell, and what the way to Harbor throws.
   */
  'secretExports.typeIn': call(
    z.object({ key: robotKey, secret: z.string().min(1).max(1_000) }),
    readyRobot,
  ),
  'secretExports.preview': call(exportWish, exportPreview),
  /**
   * Lets the user choose a file, or a folder for one file each, and looks at it; null if they did
   * not. Throws `not-allowed` with `better` in its details where the format cannot carry them, and
   * `file-failed` for a place that cannot be written.
   */
  'secretExports.place': call(
    exportWish.extend({
      encryption,
      /** The place of an earlier export: the same file is looked at, without asking for one. */
      again: z.uuid().nullable().default(null),
      /** One file each, by this pattern of names; null for one file. */
      pattern: z.string().min(1).max(200).nullable(),
    }),
    exportPlace.nullable(),
  ),
  /** How the file of robots that are to be made would look. */
  'secretExports.previewAhead': call(aheadWish, exportPreview),
  /**
   * Lets the user choose where the secrets of robots go that are to be made, and looks at it as
   * `place` does; `plans.create` takes the id. Nothing is written before the robots are there.
   */
  'secretExports.placeAhead': call(
    aheadWish.extend({ encryption: encryptionAhead }),
    exportPlace.nullable(),
  ),
  /** Writes what was shown. Throws `conflict` where the file is another one by now. */
  'secretExports.write': call(z.object({ place: z.uuid() }), exportResult),
  /** Stops an export that is being written; the files that are there stay. */
  'secretExports.cancel': call(nothing, nothing),
  /** To the clipboard; cleared at `clearsAt`, epoch seconds, null for what holds no secret. */
  'secretExports.copy': call(
    exportWish.extend({ encryption }),
    z.object({ clearsAt: z.int().nullable() }),
  ),
} as const;
