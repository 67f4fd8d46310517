import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from './say.mjs';
import { findProgram, prepareSystem } from './system.mjs';

const SCREEN = '1600x1000x24';
const READY_LIMIT_MS = 30_000;

/** Whether windows can be shown without our help. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** What a stand-in for the display and one for the keychain need on the machine. */
export const displayNeeds = () => (hasDisplay() ? [] : ['Xvfb']);
export const keychainNeeds = () =>
  process.platform !== 'linux' || ownKeychainAnswers()
    ? []
    : ['dbus-run-session', 'gnome-keyring-daemon'];

/** Tests that talk to the real keychain need it and the library that keytar is linked with. */
export const prepareKeychain = () => prepareSystem([...keychainNeeds(), 'libsecret-1.so.0']);

/** Whether the user's own session has a running secret service. */
function ownKeychainAnswers() {
  const address = process.env.DBUS_SESSION_BUS_ADDRESS ?? '';
  if (address === '') return false;
  // Ours is preferred wherever it can be had: tests then never touch what the user keeps.
  return !(findProgram('dbus-run-session') && findProgram('gnome-keyring-daemon'));
}

/** Whether each run gets a keychain, and each window a display, of its own. */
export const hasOwnKeychains = () => process.platform === 'linux' && !ownKeychainAnswers();
export const hasOwnDisplays = () => !hasDisplay();

async function startXvfb() {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // A Ctrl-C in the terminal is for the app; the screen goes after it.
    detached: true,
  });
  const display = await new Promise((resolve, reject) => {
    const fail = (why) => reject(new SetupError(`Xvfb did not start: ${why}`));
    const timer = setTimeout(() => fail('no answer'), READY_LIMIT_MS);
    child.on('error', (error) => fail(error.message));
    child.on('exit', (code) => fail(`exit code ${code}`));
    let text = '';
    child.stdio[3].on('data', (chunk) => {
      text += chunk;
      if (!text.includes('\n')) return;
      clearTimeout(timer);
      resolve(`:${text.trim()}`);
    });
  });
  child.removeAllListeners('exit');
  child.stdio[3].destroy();
  child.unref();
  return { display, stop: () => child.kill() };
}

/** Does `work(env)` with a display: the machine's own, else an X server without a screen. */
export async function withDisplay(work) {
  if (hasDisplay()) return work({});
  const { display, stop } = await startXvfb();
  // Also when the script is ended by a signal that nobody handles.
  process.once('exit', stop);
  try {
    return await work({ DISPLAY: display });
  } finally {
    process.off('exit', stop);
    stop();
  }
}

/**
 * Does `work(env)` with a home folder of its own, which is removed afterwards. Only on Linux: elsewhere
 * the keychain belongs to the user's real one, and is what the tests are to use.
 */
export async function withTemporaryHome(work) {
  if (process.platform !== 'linux') return work({});
  const home = mkdtempSync(join(tmpdir(), 'purser-home-'));
  const folder = (name, mode = 0o755) => {
    const path = join(home, name);
    mkdirSync(path, { recursive: true, mode });
    return path;
  };
  try {
    return await work({
      HOME: home,
      XDG_DATA_HOME: folder('data'),
      XDG_CONFIG_HOME: folder('config'),
      XDG_CACHE_HOME: folder('cache'),
      XDG_RUNTIME_DIR: folder('run', 0o700),
    });
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/**
 * Wraps a command so that it runs beside a real, unlocked keychain. On Linux that is a gnome-keyring
 * in a D-Bus session of its own: only ever with a temporary home, or its known password would last.
 */
export function withKeychain(command, args) {
  if (process.platform !== 'linux' || ownKeychainAnswers()) return { command, args };
  const script =
    'printf purser-test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"';
  return { command: 'dbus-run-session', args: ['--', 'sh', '-c', script, 'sh', command, ...args] };
}

function readsAs(file, value) {
  return existsSync(file) && readFileSync(file, 'utf8').trim() === value;
}

/**
 * Why Chromium's sandbox cannot work here: 'root', 'kernel' (unprivileged user namespaces are
 * switched off), or undefined when it can.
 */
export function sandboxObstacle() {
  if (process.platform !== 'linux') return undefined;
  if (process.getuid?.() === 0) return 'root';
  const restricted =
    readsAs('/proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1') ||
    readsAs('/proc/sys/kernel/unprivileged_userns_clone', '0') ||
    readsAs('/proc/sys/user/max_user_namespaces', '0');
  return restricted ? 'kernel' : undefined;
}
