import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { withLock } from './lock.mjs';
import { ask, run } from './run.mjs';
import { say, SetupError } from './say.mjs';

/**
 * What a machine needs beside npm packages: a library or a program, and the Debian packages that
 * bring it (the second name is the one of releases after the 64-bit time change).
 */
const LIBRARIES = {
  'libgtk-3.so.0': ['libgtk-3-0', 'libgtk-3-0t64'],
  'libnss3.so': ['libnss3'],
  'libasound.so.2': ['libasound2', 'libasound2t64'],
  'libgbm.so.1': ['libgbm1'],
  'libXss.so.1': ['libxss1'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  'libcups.so.2': ['libcups2', 'libcups2t64'],
  'libsecret-1.so.0': ['libsecret-1-0'],
};
const PROGRAMS = {
  Xvfb: ['xvfb'],
  'dbus-run-session': ['dbus'],
  'gnome-keyring-daemon': ['gnome-keyring'],
  'g++': ['g++'],
};

/** The libraries that the window and the keychain are linked with. */
export const WINDOW_LIBRARIES = Object.keys(LIBRARIES);

/** The full path of a program on the PATH, or undefined. */
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/sbin', '/sbin'];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

function knownLibraries() {
  const ldconfig = findProgram('ldconfig');
  const listed = ldconfig ? ask(ldconfig, ['-p']).output : '';
  if (listed) return new Set(listed.split('\n').map((line) => line.trim().split(' ')[0]));
  const folders = ['/lib', '/usr/lib', '/usr/lib64'].filter((folder) => existsSync(folder));
  return new Set(folders.flatMap((folder) => readdirSync(folder)));
}

/** Which of these libraries and programs are not on this machine. */
export function missingOf(needs) {
  const libraries = needs.some((need) => need in LIBRARIES) ? knownLibraries() : new Set();
  return needs.filter((need) =>
    need in LIBRARIES ? !libraries.has(need) : findProgram(need) === undefined,
  );
}

function packagesFor(missing) {
  const known = (name) =>
    /Candidate: (?!\(none\))/.test(ask('apt-cache', ['policy', name], { env: plain() }).output);
  return missing.map((need) => {
    const names = LIBRARIES[need] ?? PROGRAMS[need] ?? [need];
    return names.find(known) ?? names[0];
  });
}

// apt's words are parsed, so they are asked for in one language.
const plain = () => ({ ...process.env, LC_ALL: 'C' });

async function install(missing) {
  const env = { ...plain(), DEBIAN_FRONTEND: 'noninteractive' };
  // apt's own progress goes to stderr: stdout belongs to the command that was started.
  const stdio = ['ignore', 2, 2];
  if ((await run('apt-get', ['update', '-qq'], { env, stdio })) !== 0) {
    say('apt-get update failed; trying with the lists that are there');
  }
  const names = packagesFor(missing);
  say(`installing Debian packages: ${names.join(' ')}`);
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  const code = await run('apt-get', args, { env, stdio });
  if (code !== 0) throw new SetupError(`apt-get install failed (exit code ${code})`);
}

/**
 * Makes sure that the machine has these libraries and programs. Only Debian and its kin are looked
 * after: as root the packages are installed, for anybody else the exact command is printed.
 */
export async function prepareSystem(needs) {
  if (process.platform !== 'linux') return;
  if (missingOf(needs).length === 0) return;
  if (!existsSync('/etc/debian_version')) {
    say(`this is not Debian, so please see to these yourself: ${missingOf(needs).join(', ')}`);
    return;
  }
  if (process.getuid?.() !== 0) {
    const names = packagesFor(missingOf(needs)).join(' ');
    throw new SetupError(
      'This machine lacks some system packages. Install them, then try again:\n\n' +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}\n`,
    );
  }
  await withLock('apt', async () => {
    const missing = missingOf(needs);
    if (missing.length > 0) await install(missing);
  });
}
