import { join } from 'node:path';
import { AppError } from '../../shared/contract/errors.ts';
import type { Notice, Settings, SettingsPatch } from '../../shared/contract/settings.ts';
import { settings as schema } from '../../shared/contract/settings.ts';
import { writeAtomically } from '../files/atomic-file.ts';
import { SETTINGS_VERSION, readSettings } from './settings-file.ts';

export const SETTINGS_FILE = 'settings.json';

/** The settings of one data folder. */
export interface SettingsStore {
  get(): Settings;
  /**
   * Replaces the sections that are given, writes the file, then tells the listeners. Throws
   * AppError `disk-full` or `file-failed`, and then nothing has changed.
   */
  set(patch: SettingsPatch): Promise<Settings>;
  onChange(listener: (settings: Settings) => void): void;
  /** What happened to the file when it was read, null if all was well. */
  readonly notice: Notice | null;
}

/**
 * Opens the settings of a folder. Never fails: without a usable file there are the defaults.
 *
 * @param now Epoch seconds.
 */
export const openSettings = async (folder: string, now: number): Promise<SettingsStore> => {
  const file = join(folder, SETTINGS_FILE);
  const found = await readSettings(file, now);
  const listeners: ((settings: Settings) => void)[] = [];
  let current = found.settings;
  let last: Promise<unknown> = Promise.resolve();

  const write = async (patch: SettingsPatch): Promise<Settings> => {
    if (!found.writable) {
      const message = `Purser may not read ${file}, so it does not write over it. Move it away or change its rights, then start again.`;
      throw new AppError('file-failed', message, { details: { file } });
    }
    const next = schema.parse({ ...current, ...patch });
    const text = JSON.stringify({ version: SETTINGS_VERSION, ...next, ...found.unknown }, null, 2);
    await writeAtomically(file, `${text}\n`);
    current = next;
    for (const listener of listeners) listener(next);
    return next;
  };

  return {
    get: () => current,
    set: (patch) => {
      // One after the other, so that two changes at once do not lose each other.
      const written = last.then(() => write(patch));
      last = written.catch(() => undefined);
      return written;
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    notice: found.notice,
  };
};
