import { z } from 'zod';
import { historyEntry } from '../../shared/contract/history.ts';
import { expiryPolicy } from '../../shared/contract/planner.ts';
import { journalEntry } from '../../shared/contract/plans.ts';
import { savedView } from '../../shared/contract/robots.ts';
import { settings } from '../../shared/contract/settings.ts';
import { template } from '../../shared/contract/templates.ts';
import { PORTABLE_NAMES } from '../../shared/inventory/entered/portable.ts';
import { filedInstance } from './instances-part.ts';
import { rowSchema } from './rows-part.ts';

/** The newest shape of workspace files that this Purser writes and reads. */
export const VERSION = 1;

/** What an item of each list is, beside those that are rows of a table. */
export const ITEM_SCHEMAS = {
  views: savedView.omit({ builtIn: true }),
  templates: template.omit({ builtIn: true }),
  policies: expiryPolicy,
  limits: settings.shape.expiry.unwrap().shape.rules.unwrap().element,
  journal: journalEntry.partial({ id: true }),
  history: historyEntry
    .omit({ id: true, robotKey: true })
    .extend({ createdAt: z.int(), id: z.int().default(0) }),
} as const;

const LISTS: Readonly<Record<string, z.ZodType>> = {
  ...Object.fromEntries(PORTABLE_NAMES.map((name) => [name, rowSchema(name)])),
  ...ITEM_SCHEMAS,
};

/** Names of the lists that may be in a file beside its instances. */
export const LIST_NAMES: readonly string[] = Object.keys(LISTS);

const head = z.looseObject({
  format: z.literal(
    'purser-workspace',
    'This is no workspace file: format should be purser-workspace.',
  ),
  version: z.literal(
    VERSION,
    'This file was written for another Purser: only version 1 is read here.',
  ),
});

/** A workspace file. What this Purser does not know is let through, to be said. */
export const workspaceSchema = head.extend({
  made: z.string().max(100).default(''),
  instances: z.array(filedInstance).max(500).default([]),
  ...Object.fromEntries(
    LIST_NAMES.map((name) => [
      name,
      z
        .array(LISTS[name] ?? z.never())
        .max(1_000_000)
        .default([]),
    ]),
  ),
});
