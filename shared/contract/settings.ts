import { z } from 'zod';
import { UNUSED_DAYS } from '../robots/last-use.ts';
import { RULE_LEVELS } from '../permissions/lint/rule-ids.ts';

/** A minute of the day, since midnight. */
const minute = z.int().min(0).max(1_439);

/** Everything on the settings page, with its default. Holds no secret. */
export const settings = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  sync: z
    .object({
      atStart: z.boolean().default(true),
      /** When the window gets the focus after 60 minutes. */
      onFocus: z.boolean().default(true),
      /** Every so many minutes; 0 is off, because each sign-in shows in Harbor's audit log. */
      everyMinutes: z.int().min(0).max(1_440).default(0),
      /** Requests of one sync for Harbor's audit log, each for 100 entries; 0 leaves it alone. */
      auditRequests: z.int().min(0).max(1_000).default(20),
      /** Days without a use after which a robot counts as unused. */
      unusedDays: z.int().min(1).max(3_650).default(UNUSED_DAYS),
    })
    .prefault({}),
  expiry: z
    .object({
      /** Days before expiry. */
      criticalDays: z.int().min(1).max(365).default(7),
      soonDays: z.int().min(1).max(730).default(30),
      /** Other days for one instance (its id), or for instances with a tag. */
      rules: z
        .array(
          z.object({
            of: z.enum(['instance', 'tag']),
            value: z.string().min(1).max(100),
            criticalDays: z.int().min(1).max(365),
            soonDays: z.int().min(1).max(730),
          }),
        )
        .max(200)
        .default([]),
    })
    .prefault({}),
  risk: z
    .object({
      /** By the id of a rule; what is absent is as the rule has it. */
      rules: z
        .record(
          z.string().max(60),
          z.object({
            severity: z.enum(RULE_LEVELS).exactOptional(),
            /** The number it counts to: days, or robots. */
            limit: z.int().min(1).max(36_500).exactOptional(),
          }),
        )
        .default({}),
    })
    .prefault({}),
  reminders: z
    .object({
      notify: z.boolean().default(true),
      /** Minutes since midnight: when the digest of a day is shown. */
      at: minute.default(9 * 60),
      /** At once where something turns critical or expires. */
      urgent: z.boolean().default(true),
      /** When nothing is shown, also across midnight; null for never. */
      quiet: z
        .object({ from: minute, to: minute })
        .nullable()
        .default({ from: 20 * 60, to: 7 * 60 }),
      /** Instances whose robots nobody is reminded of. */
      silent: z.array(z.string().max(100)).max(500).default([]),
      /** An icon stays when the window is closed. */
      tray: z.boolean().default(false),
      atLogin: z.boolean().default(false),
    })
    .prefault({}),
  network: z
    .object({
      /** Seconds to wait for a connection. */
      connectTimeout: z.int().min(1).max(300).default(10),
      /** Seconds to wait for an answer. */
      answerTimeout: z.int().min(1).max(600).default(60),
    })
    .prefault({}),
  secrets: z
    .object({
      /** New secrets go to the vault at once, without asking. */
      keepNew: z.boolean().default(false),
      /** Seconds after which a copied secret is taken off the clipboard. */
      clipboardSeconds: z.int().min(5).max(600).default(30),
    })
    .prefault({}),
  keys: z.object({ singleKeys: z.boolean().default(true) }).prefault({}),
  table: z
    .object({
      /** Column ids in their order, and their widths in pixels. */
      columns: z.array(z.string().max(40)).max(40).default([]),
      widths: z.record(z.string().max(40), z.int().min(40).max(2_000)).default({}),
    })
    .prefault({}),
});

export type Settings = z.infer<typeof settings>;

/** A change of some settings; objects are replaced section by section. */
export const settingsPatch = z
  .object({
    theme: settings.shape.theme.unwrap(),
    sync: settings.shape.sync.unwrap(),
    expiry: settings.shape.expiry.unwrap(),
    risk: settings.shape.risk.unwrap(),
    reminders: settings.shape.reminders.unwrap(),
    network: settings.shape.network.unwrap(),
    secrets: settings.shape.secrets.unwrap(),
    keys: settings.shape.keys.unwrap(),
    table: settings.shape.table.unwrap(),
  })
  .partial();

export type SettingsPatch = z.infer<typeof settingsPatch>;

/** The three named states of the OS keychain. */
export const keychainStatus = z.object({
  state: z.enum(['ready', 'locked', 'none']),
  /** Why, in the words of the library, where it is not ready. */
  cause: z.string(),
  /** Passwords are kept in memory until Purser quits, because the user chose so. */
  sessionOnly: z.boolean(),
});

export type KeychainStatus = z.infer<typeof keychainStatus>;

export const dataInfo = z.object({
  folder: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), what: z.string() })),
});

export type DataInfo = z.infer<typeof dataInfo>;

export const appInfo = z.object({
  version: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  /** A sentence to show in the window about the runtime; '' for none. */
  runtimeNotice: z.string(),
  /** This window shows the simulated fleet. */
  demo: z.boolean(),
});

export type AppInfo = z.infer<typeof appInfo>;

/** Something that happened to the user's data and must be known. */
export const notice = z.object({
  id: z.string(),
  kind: z.enum([
    'cache-rebuilt',
    'settings-kept-aside',
    'state-kept-aside',
    'journal-kept-aside',
    'disk-full',
  ]),
  message: z.string(),
});

export type Notice = z.infer<typeof notice>;
