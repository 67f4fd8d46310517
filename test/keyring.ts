import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The keyring of the D-Bus session in which the tests run, locked and unlocked as a desktop does. */

const run = promisify(execFile);
/** As scripts/setup/desktop.mjs begins the session. */
const PASSWORD = 'purser-test';
const UNLOCK = 1;

const ask = (service: string, path: string, ...call: string[]): Promise<unknown> =>
  run('dbus-send', ['--session', '--print-reply', `--dest=${service}`, path, ...call]);

/** Where windows of programs appear that the bus starts from now on: the keyring's question too. */
const setDisplay = (display: string): Promise<unknown> =>
  ask(
    'org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.UpdateActivationEnvironment',
    `dict:string:string:DISPLAY,${display}`,
  );

/** Locks it: every program is refused, as where nobody answers the question for its password. */
export async function lockKeyring(): Promise<void> {
  await setDisplay('none');
  await ask(
    'org.freedesktop.secrets',
    '/org/freedesktop/secrets',
    'org.freedesktop.Secret.Service.Lock',
    'array:objpath:/org/freedesktop/secrets/collection/login',
  );
}

/** Unlocks it in place, over the daemon's own socket. */
export async function unlockKeyring(): Promise<void> {
  const request = Buffer.alloc(12);
  request.writeUInt32BE(request.length + PASSWORD.length, 0);
  request.writeUInt32BE(UNLOCK, 4);
  request.writeUInt32BE(PASSWORD.length, 8);
  const socket = connect(join(process.env['XDG_RUNTIME_DIR'] ?? '', 'keyring', 'control'));
  // First a byte that carries who we are.
  socket.write(Buffer.concat([Buffer.alloc(1), request, Buffer.from(PASSWORD)]));
  await once(socket, 'data');
  socket.destroy();
  await setDisplay(process.env['DISPLAY'] ?? 'none');
}
