import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCENARIOS = join(import.meta.dirname, 'scenarios.ts');

/** With the password that `test/keyring.ts` knows. */
const UNLOCKED =
  'printf purser-test | gnome-keyring-daemon --unlock --components=secrets >/dev/null';

/** Shell lines that bring a keyring into a state, inside a D-Bus session. */
const PREPARE = {
  ready: UNLOCKED,
  meanwhile: UNLOCKED,
  many: UNLOCKED,
  // Made with a password, then served by a daemon that does not know it.
  locked:
    `${UNLOCKED} && ` +
    '{ gnome-keyring-daemon --replace --daemonize --components=secrets </dev/null >/dev/null; }',
  none: ':',
} as const;

/** A bus on which nobody offers to keep secrets, not even on request. */
const EMPTY_BUS = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
`;

export type Bus = 'usual' | 'empty' | 'none';

/** Runs one scenario in a home of its own that is gone afterwards, and answers what it saw. */
export const see = async (
  state: keyof typeof PREPARE,
  bus: Bus,
): Promise<Record<string, never>> => {
  const home = mkdtempSync(join(tmpdir(), 'purser-keyring-'));
  const config = join(home, 'bus.conf');
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  writeFileSync(config, EMPTY_BUS);
  const script = `${PREPARE[state]} && exec "$NODE" "$SCENARIOS" ${state}`;
  const session = ['dbus-run-session', ...(bus === 'empty' ? ['--config-file', config] : []), '--'];
  const [program = 'sh', ...args] = [...(bus === 'none' ? [] : session), 'sh', '-c', script];
  // Nothing of the user's own session: no display, no bus, no keyring.
  const env = {
    PATH: process.env['PATH'] ?? '',
    NODE: process.execPath,
    SCENARIOS,
    HOME: home,
    XDG_DATA_HOME: join(home, 'data'),
    XDG_CONFIG_HOME: join(home, 'config'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: runtime,
  };
  try {
    const { stdout } = await run(program, args, { env, timeout: 60_000 });
    return JSON.parse(stdout) as Record<string, never>;
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
};
