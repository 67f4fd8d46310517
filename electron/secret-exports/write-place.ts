import { basename, join } from 'node:path';
import PQueue from 'p-queue';
import { AppError } from '../../shared/contract/errors.ts';
import type { ExportResult } from '../../shared/contract/secret-exports.ts';
import type { RobotCredential } from '../../shared/exports/secrets/index.ts';
import type { OutgoingRobot } from './credentials.ts';
import type { NamedFile, Place } from './places.ts';
import { writeMerged, writeNew } from './write-new.ts';

/** Files that are written at once. */
const AT_ONCE = 16;

/** Says what is in a folder of exports, without any secret. */
const INDEX = 'purser-index.json';

/** What was written, and whose secrets are out now. */
export interface Written {
  readonly result: ExportResult;
  readonly robots: readonly OutgoingRobot[];
}

const messageOf = (error: unknown): string => {
  if (!(error instanceof AppError)) throw error;
  return error.code === 'conflict' ? 'a file of this name is there, and stays' : error.message;
};

const indexText = (files: readonly NamedFile[]): string =>
  `${JSON.stringify(
    files.map(({ name, robot }) => ({
      file: name,
      instance: robot.instance,
      url: robot.url,
      registry: robot.registry,
      robot: robot.name,
      project: robot.project,
      expires_at: robot.expiresAt,
    })),
    null,
    2,
  )}\n`;

const line = (name: string, { name: robotName, instance }: RobotCredential, failure = '') => ({
  name,
  robotName,
  instanceName: instance,
  failure,
});

async function writeFile(place: Extract<Place, { kind: 'file' }>): Promise<Written> {
  const { path, draft, before } = place;
  if (before === null) await writeNew(path, draft.text, draft.mode);
  else await writeMerged(path, before, draft.text);
  const files = draft.robots.map((robot) => line(basename(path), robot));
  return { result: { path, files }, robots: draft.robots };
}

async function writeFolder(place: Extract<Place, { kind: 'folder' }>): Promise<Written> {
  const { path, files, draft } = place;
  const queue = new PQueue({ concurrency: AT_ONCE });
  const failures = await Promise.all(
    files.map(({ name, robot }) =>
      queue.add(async () => {
        try {
          const { text, mode } = await draft(robot);
          await writeNew(join(path, name), text, mode);
          return '';
        } catch (error) {
          return messageOf(error);
        }
      }),
    ),
  );
  const made = files.filter((_file, index) => failures[index] === '');
  if (made.length > 0) {
    // The files are there, with or without it.
    await writeNew(join(path, INDEX), indexText(made), 0o600).catch(messageOf);
  }
  return {
    result: {
      path,
      files: files.map(({ name, robot }, index) => {
        const failure = failures[index] ?? '';
        return line(failure === '' ? name : '', robot, failure);
      }),
    },
    robots: made.map(({ robot }) => robot),
  };
}

/** Writes what was looked at. Throws `conflict`, `disk-full`, `file-failed` for a single file. */
export const writePlace = (place: Place): Promise<Written> =>
  place.kind === 'file' ? writeFile(place) : writeFolder(place);
