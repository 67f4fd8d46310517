import { basename } from 'node:path';
import { writeNew } from '../files/write-new.ts';
import type { Place } from './places.ts';
import { writeFolder } from './write-folder.ts';
import { writeMerged } from './write-merged.ts';
import { resultLine, type Writer, type Written } from './written.ts';

async function writeFile(
  { path, draft, before }: Extract<Place, { kind: 'file' }>,
  { unfinished }: Writer,
): Promise<Written> {
  const temporaries = await unfinished.begin([path]);
  try {
    const temporary = temporaries.of(path);
    if (before === null) await writeNew(path, temporary, draft.text, draft.mode);
    else await writeMerged(path, temporary, before, draft.text);
  } finally {
    await temporaries.end();
  }
  const files = draft.robots.map((robot) => resultLine(basename(path), robot));
  return {
    result: { path, indexFailure: '', files },
    robots: draft.robots.map((robot) => ({ robot, path })),
  };
}

/** Writes what was looked at. Throws `conflict`, `disk-full`, `file-failed` for a single file. */
export const writePlace = (place: Place, writer: Writer): Promise<Written> =>
  place.kind === 'file' ? writeFile(place, writer) : writeFolder(place, writer);
