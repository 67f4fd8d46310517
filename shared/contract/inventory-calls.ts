import { z } from 'zod';
import { INVENTORY_FORMATS } from '../exports/inventory/formats.ts';
import { call, nothing } from './call.ts';
import { robotKeys, robotQuery } from './robots.ts';

/** Which robots: those of a question, in its order, or some that were picked. */
export const robotChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('query'), query: robotQuery }),
  z.object({ kind: z.literal('keys'), keys: robotKeys }),
]);

export type RobotChoice = z.infer<typeof robotChoice>;

/** What the window asks about robots in files. */
export const inventoryCalls = {
  /**
   * Saves robots where the user wants them, without any secret; null if they did not. A format that
   * holds one robot makes a file for each of several, in a folder that the user chooses. Tells
   * `inventory.exported` meanwhile. Throws `file-failed`, `disk-full`, `cancelled`, and
   * `not-allowed` while another export runs.
   */
  'inventory.export': call(
    z.object({
      format: z.enum(INVENTORY_FORMATS),
      robots: robotChoice,
      /** Sentences about what the robots rest on. */
      restsOn: z.array(z.string().max(1_000)).max(50),
    }),
    z
      .object({
        /** The file, or the folder of several. */
        path: z.string(),
        /** So many are written. */
        robots: z.int(),
        /** The first robots that have no file of their own, and why. */
        left: z.array(
          z.object({ robotName: z.string(), instanceName: z.string(), why: z.string() }),
        ),
        /** So many robots have no file of their own. */
        leftOut: z.int(),
        /** Files were being written when it was stopped; those that are there stay. */
        isStopped: z.boolean(),
      })
      .nullable(),
  ),
  /** Stops the export that runs, of robots, a matrix, findings or expiries: its file is not made; of several, those that are made stay. */
  'inventory.cancelExport': call(nothing, nothing),
} as const;
