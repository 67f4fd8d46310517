import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What a desktop runs at login. */
export interface AutostartProgram {
  readonly executable: string;
  readonly args: readonly string[];
}

/** The argument with which Purser is started at login: it stays in the tray if it may. */
export const HIDDEN = '--hidden';

/**
 * An argument as the Exec key takes it: in quotes, its special characters escaped once for the
 * quotes and once for the file, and % doubled (Desktop Entry Specification 1.5, "The Exec key").
 */
const quoted = (text: string): string =>
  `"${text.replace(/[\\"`$]/g, '\\$&').replace(/%/g, '%%')}"`.replace(/\\/g, '\\\\');

/** The desktop entry that starts Purser at login. */
export const autostartEntry = ({ executable, args }: AutostartProgram): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Purser',
    'Comment=Robot accounts of every Harbor',
    `Exec=${[executable, ...args].map(quoted).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');

/** Where the desktops of Linux look (Desktop Application Autostart Specification 0.5). */
export const autostartFile = (configHome: string): string =>
  join(configHome, 'autostart', 'purser.desktop');

/** Starts Purser at login on Linux, or does so no more. Throws errors of the file system. */
export async function setAutostart(
  configHome: string,
  program: AutostartProgram | null,
): Promise<void> {
  const file = autostartFile(configHome);
  if (program === null) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, autostartEntry(program), { mode: 0o600 });
}
