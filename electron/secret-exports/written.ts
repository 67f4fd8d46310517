import type { ExportResult } from '../../shared/contract/secret-exports.ts';
import type { RobotIdentity } from '../../shared/contract/secrets.ts';
import type { RobotCredential } from '../../shared/exports/secrets/index.ts';
import type { OutgoingRobot } from './credentials.ts';
import type { UnfinishedFiles } from './unfinished-files.ts';

/** A robot whose secret is in a file now. */
export interface WrittenRobot {
  readonly robot: OutgoingRobot;
  readonly path: string;
}

/** A file that has the secret of a robot now. */
export interface ExportedFile {
  readonly robot: RobotIdentity;
  readonly path: string;
  /** Of the secret. */
  readonly handle: string;
}

/** What was written, and whose secrets are out now. */
export interface Written {
  readonly result: ExportResult;
  readonly robots: readonly WrittenRobot[];
}

/** What writing needs, and whom it tells. */
export interface Writer {
  readonly unfinished: Pick<UnfinishedFiles, 'begin'>;
  /** Files that are not begun yet are left out once it says stop. */
  readonly signal: AbortSignal;
  /** So many of several files are written or refused. */
  readonly onProgress: (done: number, total: number) => void;
}

/** What became of a robot. @param failure '' where its file is there */
export const resultLine = (
  name: string,
  { name: robotName, instance }: RobotCredential,
  failure = '',
): ExportResult['files'][number] => ({ name, robotName, instanceName: instance, failure });
