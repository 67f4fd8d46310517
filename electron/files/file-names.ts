import { AppError } from '../../shared/contract/errors.ts';
import { fileNameFor, type NamedRobot } from '../../shared/exports/file-name.ts';

/** What some system does not let stand in the name of a file. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}]/u;

/** "a.yaml" and 2 make "a-2.yaml". */
function numbered(name: string, count: number): string {
  const dot = name.indexOf('.', 1);
  const end = dot === -1 ? name.length : dot;
  return `${name.slice(0, end)}-${String(count)}${name.slice(end)}`;
}

/**
 * A name for each robot's file, none twice on systems that do not tell capitals apart. Throws
 * `invalid-input` for a pattern that is no file's name.
 */
export function fileNames(pattern: string, robots: readonly NamedRobot[]): string[] {
  if (FORBIDDEN.test(pattern) || /^\.{1,2}$/.test(pattern.trim())) {
    throw new AppError(
      'invalid-input',
      'The pattern of names has signs that file names cannot have.',
    );
  }
  const taken = new Set<string>();
  return robots.map((robot) => {
    const wanted = fileNameFor(pattern, robot);
    let name = wanted;
    for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = numbered(wanted, count);
    taken.add(name.toLowerCase());
    return name;
  });
}
