import { join } from 'node:path';
import PQueue from 'p-queue';
import { AppError } from '../../shared/contract/errors.ts';
import { writeNew } from '../files/write-new.ts';
import type { NamedFile, Place } from './places.ts';
import type { Temporaries } from './unfinished-files.ts';
import { resultLine, type Writer, type Written } from './written.ts';

/** Files that are written at once. */
const AT_ONCE = 16;

/** Says what is in a folder of exports, without any secret. */
const INDEX = 'purser-index.json';

const STOPPED = 'not written: the export was stopped before';

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

type Folder = Extract<Place, { kind: 'folder' }>;

/** Writes every file, and says of each why it is not there; '' where it is. */
function writeEach(
  { path, files, draft }: Folder,
  { signal, onProgress }: Writer,
  temporaries: Temporaries,
): Promise<string[]> {
  const queue = new PQueue({ concurrency: AT_ONCE });
  let done = 0;
  const write = async ({ name, robot }: NamedFile): Promise<string> => {
    if (signal.aborted) return STOPPED;
    const file = join(path, name);
    try {
      const { text, mode } = await draft(robot);
      await writeNew(file, temporaries.of(file), text, mode);
      return '';
    } catch (error) {
      return messageOf(error);
    } finally {
      done += 1;
      onProgress(done, files.length);
    }
  };
  return Promise.all(files.map((file) => queue.add(() => write(file))));
}

/** Writes which files were made; says why not, '' where it did. The files are there all the same. */
async function writeIndex(
  path: string,
  temporary: string,
  made: readonly NamedFile[],
): Promise<string> {
  if (made.length === 0) return '';
  try {
    await writeNew(path, temporary, indexText(made), 0o600);
    return '';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code === 'conflict'
      ? `A ${INDEX} was there already and stays: it does not list these files.`
      : error.message;
  }
}

/**
 * Writes one file for each robot, and an index of those that are there unless it has one already.
 * Whoever stops it keeps what is written. Throws `disk-full` and `file-failed` where nothing can be begun.
 */
export async function writeFolder(place: Folder, writer: Writer): Promise<Written> {
  const { path, files } = place;
  const index = join(path, INDEX);
  const temporaries = await writer.unfinished.begin([
    index,
    ...files.map(({ name }) => join(path, name)),
  ]);
  try {
    const failures = await writeEach(place, writer, temporaries);
    const made = files.filter((_file, at) => failures[at] === '');
    const indexFailure = await writeIndex(index, temporaries.of(index), made);
    return {
      result: {
        path,
        indexFailure,
        files: files.map(({ name, robot }, at) => {
          const failure = failures[at] ?? '';
          return resultLine(failure === '' ? name : '', robot, failure);
        }),
      },
      robots: made.map(({ name, robot }) => ({ robot, path: join(path, name) })),
    };
  } finally {
    await temporaries.end();
  }
}
