import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import type { Notice, Settings } from '../../shared/contract/settings.ts';
import { settings as schema } from '../../shared/contract/settings.ts';

/** Grows when the shape changes in a way that defaults cannot bridge; then UPGRADES gets a step. */
export const SETTINGS_VERSION = 1;

type Raw = Readonly<Record<string, unknown>>;

/** `UPGRADES[n]` turns a file of version n into one of version n + 1. */
const UPGRADES: Readonly<Record<number, (raw: Raw) => Raw>> = {};

const rawFile = z.record(z.string(), z.unknown());

/** What was found in the file. */
export interface SettingsFound {
  readonly settings: Settings;
  /** Fields of the file that this version does not know; written back as they were. */
  readonly unknown: Raw;
  readonly notice: Notice | null;
  /** False if the file is in the way, unreadable, and must not be written over. */
  readonly writable: boolean;
}

/** Settings with every default. */
export const defaultSettings = (): Settings => schema.parse({});

/** The sections that are sound, defaults for the rest. */
const salvage = (raw: Raw): Settings => {
  const sound: Record<string, unknown> = {};
  for (const [name, section] of Object.entries(schema.shape)) {
    const parsed = section.safeParse(raw[name]);
    if (parsed.success) sound[name] = parsed.data;
  }
  return schema.parse(sound);
};

const upgrade = (raw: Raw): Raw => {
  const version = typeof raw['version'] === 'number' ? raw['version'] : SETTINGS_VERSION;
  let upgraded = raw;
  for (let step = version; step < SETTINGS_VERSION; step += 1) {
    upgraded = UPGRADES[step]?.(upgraded) ?? upgraded;
  }
  return upgraded;
};

const parseText = (text: string): { raw: Raw; sound: boolean } => {
  try {
    return { raw: upgrade(rawFile.parse(JSON.parse(text))), sound: true };
  } catch {
    return { raw: {}, sound: false };
  }
};

const unknownOf = (raw: Raw): Raw =>
  Object.fromEntries(
    Object.entries(raw).filter(([name]) => name !== 'version' && !(name in schema.shape)),
  );

const keepAside = async (
  file: string,
  raw: Raw,
  now: number,
  why: string,
): Promise<SettingsFound> => {
  const aside = `${file}.kept-${now}`;
  const moved = await rename(file, aside).then(
    () => true,
    () => false,
  );
  const where = moved ? `It was kept as ${aside}` : `It is still at ${file}, left as it is`;
  return {
    settings: salvage(raw),
    unknown: unknownOf(raw),
    notice: {
      id: `settings-${now}`,
      kind: 'settings-kept-aside',
      message: `The settings file ${why}. ${where}. What could not be used is at its default.`,
    },
    writable: moved,
  };
};

/**
 * Reads the settings. A file that is missing gives defaults; one that is broken, or has sections
 * that are, is put aside under another name and reported, and its sound sections are kept.
 *
 * @param now Epoch seconds, for the name of the file put aside.
 */
export const readSettings = async (file: string, now: number): Promise<SettingsFound> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing) {
      return { settings: defaultSettings(), unknown: {}, notice: null, writable: true };
    }
    return keepAside(file, {}, now, 'could not be read');
  }
  const { raw, sound } = parseText(text);
  const newer = typeof raw['version'] === 'number' && raw['version'] > SETTINGS_VERSION;
  const parsed = schema.safeParse(raw);
  if (sound && parsed.success && !newer) {
    return { settings: parsed.data, unknown: unknownOf(raw), notice: null, writable: true };
  }
  return keepAside(file, raw, now, newer ? 'is of a newer Purser' : 'is damaged');
};
