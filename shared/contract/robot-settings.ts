import { z } from 'zod';

/** What a Harbor is set to for all of its robots. */
export const robotSettings = z.object({
  /** In front of every robot's name. Harbor does not store it with them. */
  prefix: z.string(),
  /** Days that a robot lives where nobody says otherwise. */
  duration: z.int(),
  /** False where Harbor's own environment sets them (CONFIG_OVERWRITE_JSON). */
  editable: z.boolean(),
});

export type RobotSettings = z.infer<typeof robotSettings>;

/** What is wanted; Harbor takes any prefix, so it is looked at here. */
export const robotSettingsWish = z.object({
  prefix: z.string().max(255),
  duration: z.int(),
});

export type RobotSettingsWish = z.infer<typeof robotSettingsWish>;

/** So many names are listed; the counts are of all. */
export const MAX_RENAMED = 1_000;

/** What a change of the settings would do, before anything is sent. */
export const robotSettingsPreview = z.object({
  now: robotSettings,
  /** Why it cannot be done, as sentences; empty where nothing speaks against it. */
  problems: z.array(z.string()),
  /** Robots that would have to log in under another name; 0 where the prefix stays. */
  renamed: z.int(),
  /** By project, most first; '' for system robots. */
  projects: z.array(z.object({ project: z.string(), count: z.int() })),
  /** Names before and after, the first ones in alphabetical order. */
  names: z.array(z.object({ from: z.string(), to: z.string() })).max(MAX_RENAMED),
  /** Secrets in Purser's vault among them; they go on working, with the new name. */
  kept: z.int(),
  /** Logins in Purser itself that are robots there, by instance. */
  ownLogins: z.array(z.string()),
});

export type RobotSettingsPreview = z.infer<typeof robotSettingsPreview>;
