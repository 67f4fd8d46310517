import { z } from 'zod';
import { call, nothing } from './call.ts';
import { instanceId } from './instances.ts';

const counted = z.object({
  name: z.string(),
  /** What one and several of it are called. */
  words: z.array(z.string()).length(2),
  count: z.int(),
});

/** What is in a workspace file, before anything of it is taken over. */
export const workspaceSummary = z.object({
  id: z.uuid(),
  fileName: z.string(),
  /** As the file says it; ''. */
  made: z.string(),
  instances: z.array(
    z.object({
      id: instanceId,
      name: z.string(),
      url: z.string(),
      username: z.string(),
      /** What it is called here; null for one that is not here. */
      here: z.string().nullable(),
      /** What is special about how it is reached. */
      remarks: z.array(z.string()),
    }),
  ),
  /** Those of which the file has something. */
  parts: z.array(counted),
  remarks: z.array(z.string()),
});

export type WorkspaceSummary = z.infer<typeof workspaceSummary>;

/** What was taken over. */
export const workspaceAdded = z.object({ instances: z.int(), parts: z.array(counted) });

export type WorkspaceAdded = z.infer<typeof workspaceAdded>;

/** What the window asks about files of what people entered. */
export const workspaceCalls = {
  /**
   * Saves instances, tags, views and the like where the user wants it; a backup has the journal
   * and the history too. No password and no secret is in it. Null if they did not.
   */
  'workspace.save': call(
    z.object({ kind: z.enum(['workspace', 'backup']) }),
    z.object({ path: z.string() }).nullable(),
  ),
  /** Looks into the file that the user chooses; null if they did not. Throws `file-invalid`, `not-allowed` in the demo. */
  'workspace.open': call(nothing, workspaceSummary.nullable()),
  /** Adds these instances, and of these parts what is not here yet. Nothing here is changed or removed. */
  'workspace.add': call(
    z.object({
      id: z.uuid(),
      instances: z.array(instanceId).max(500),
      parts: z.array(z.string().max(60)).max(50),
    }),
    workspaceAdded,
  ),
} as const;
