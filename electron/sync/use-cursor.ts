import { z } from 'zod';

/** Which part of an audit log was read: everything between two entries, both included. */
export const useCursor = z.object({
  /** The log of Harbor 2.13 and newer, or the one before it: their entries are counted apart. */
  isExtended: z.boolean(),
  /** Whom it was read for: the entries of other prefixes were not read. */
  prefix: z.string(),
  /** What this login could see of it; null for everything. */
  projects: z.array(z.int()).nullable(),
  /** Null while there was no entry. */
  newest: z.object({ id: z.int(), at: z.int() }).nullable(),
  oldest: z.object({ id: z.int(), at: z.int() }).nullable(),
  /** The log was read down to where it began; epoch seconds of its first entry then. */
  begins: z.int().nullable(),
  /** When it was read up to its newest entry; epoch seconds on the server's clock, 0 for never. */
  readAt: z.int().default(0),
  /** Pulls of robots were found in it. */
  hasPulls: z.boolean(),
  /** Whether Harbor was set to log pulls, and when that was asked (epoch seconds); null for unknown. */
  logsPulls: z.object({ is: z.boolean(), askedAt: z.int() }).nullable(),
  /** Before this nothing is certain, because pulls were not logged then; epoch seconds. */
  blindUntil: z.int(),
  /** Prefixes that the robots had before. */
  earlier: z.array(z.string()),
  /** From when on uses were kept with their projects, where that is later than all that was read. */
  projectsSince: z.int().nullable().default(null),
});

export type UseCursor = z.output<typeof useCursor>;

/** A log that is to be read from its newest entry on. */
export const freshCursor = (
  known: Pick<UseCursor, 'isExtended' | 'prefix' | 'projects'>,
): UseCursor => ({
  ...known,
  newest: null,
  oldest: null,
  begins: null,
  readAt: 0,
  hasPulls: false,
  logsPulls: null,
  blindUntil: 0,
  earlier: [],
  projectsSince: 0,
});

/** The cursor from its JSON text; null where there is none that can be read. */
export function parseCursor(json: string | null): UseCursor | null {
  if (json === null) return null;
  try {
    return useCursor.parse(JSON.parse(json));
  } catch {
    return null;
  }
}

const isSame = (left: readonly number[] | null, right: readonly number[] | null): boolean =>
  JSON.stringify(left) === JSON.stringify(right);

/**
 * Where to go on: at the cursor, or anew where another log, another prefix or another login's view
 * of it makes what was read before no part of the same whole.
 * @param at epoch seconds on the server's clock
 */
export function goOn(
  known: UseCursor | null,
  now: Pick<UseCursor, 'isExtended' | 'prefix' | 'projects'>,
  at: number,
): UseCursor {
  if (known === null) return freshCursor(now);
  const { isExtended, prefix, projects, earlier } = known;
  const isRenamed = prefix !== now.prefix;
  // What was read by a Purser that kept no projects does not say where robots were used.
  const projectsSince = known.projectsSince ?? Math.floor(at);
  if (isExtended === now.isExtended && !isRenamed && isSame(projects, now.projects)) {
    return { ...known, projectsSince };
  }
  const before = isRenamed ? [...new Set([...earlier, prefix])] : earlier;
  return {
    ...freshCursor(now),
    logsPulls: known.logsPulls,
    // What robots did until now stands in the log under their names of before.
    blindUntil: isRenamed ? Math.floor(at) : known.blindUntil,
    earlier: before.filter((one) => one !== now.prefix),
  };
}
