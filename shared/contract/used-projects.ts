import { z } from 'zod';
import { BLIND_REASONS } from './last-use.ts';
import { robotKey } from './robots.ts';

/**
 * In which projects a robot that holds something on all of them was really used, by Harbor's audit
 * log: a lower bound, as every last use is.
 */
export const usedProjects = z.object({
  key: robotKey,
  /** Why nobody can say; null where the log does. */
  why: z.enum(BLIND_REASONS).nullable(),
  /** Epoch seconds from which on its uses were read without a gap: since then, or since its birth. */
  since: z.int().nullable(),
  /** The latest first. `isThere`: Harbor still had the project at the last sync. */
  projects: z.array(z.object({ name: z.string(), at: z.int(), isThere: z.boolean() })),
  /** It was used in more than are remembered, so that they do not say all. */
  isTooMany: z.boolean(),
  /** `resource:action` that it holds on all projects and whose use leaves no trace in the log. */
  untraced: z.array(z.string()),
});

export type UsedProjects = z.infer<typeof usedProjects>;
