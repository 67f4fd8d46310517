import { readTextFile } from '../files/read-file.ts';
import { readYaml } from '../../shared/exports/read-yaml.ts';
import type { FiledInstance } from './instances-part.ts';
import { LIST_NAMES, workspaceSchema } from './schemas.ts';

/** Bytes of a backup; 100 000 entries of a journal have about 60 million. */
const LARGEST = 256_000_000;

const HEAD: ReadonlySet<string> = new Set(['format', 'version', 'made', 'instances']);

/** What is said of a workspace file before anything of it is taken over. */
export interface WorkspaceHead {
  readonly made: string;
  readonly instances: readonly FiledInstance[];
  /** How many items each list has. */
  readonly counts: Readonly<Record<string, number>>;
  /** Keys that this Purser does not know. */
  readonly strange: readonly string[];
}

/** A workspace file, whole. */
export interface ReadWorkspace {
  readonly head: WorkspaceHead;
  readonly lists: ReadonlyMap<string, readonly unknown[]>;
}

/** Reads a workspace file or a backup. Throws AppError `file-failed` and `file-invalid`. */
export async function readWorkspace(path: string): Promise<ReadWorkspace> {
  const text = await readTextFile(path, LARGEST);
  const { value } = readYaml(text, workspaceSchema, {
    what: 'a workspace file',
    name: path,
    largest: LARGEST,
  });
  const all = value as Readonly<Record<string, readonly unknown[]>>;
  const lists = new Map(LIST_NAMES.map((name) => [name, all[name] ?? []]));
  const strange = Object.keys(value).filter((key) => !HEAD.has(key) && !lists.has(key));
  const counts = Object.fromEntries([...lists].map(([name, { length }]) => [name, length]));
  return { head: { made: value.made, instances: value.instances, counts, strange }, lists };
}
