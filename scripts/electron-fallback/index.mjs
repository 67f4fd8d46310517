import { prepareBinding } from './binding.mjs';
import { FALLBACK_ELECTRON, prepareRuntime } from './runtime.mjs';
import { SetupError } from '../setup/say.mjs';

const WAY_OUT =
  'set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to the folder of an unpacked copy';

const isSupported = () => process.platform === 'linux' && process.arch === 'x64';

/** One sentence about what happens instead of the official Electron. */
export function describeFallback() {
  return isSupported()
    ? `Using Electron ${FALLBACK_ELECTRON} instead, old and unsupported: for trying things out only.`
    : `To get it, ${WAY_OUT}.`;
}

/**
 * THE entry point of the fallback: an Electron for networks that reach a package registry and
 * nothing else. See README.md beside this file.
 *
 * Returns `{ executable, env, notice }` as `prepareElectron` does.
 */
export async function prepareFallback() {
  if (!isSupported()) {
    throw new SetupError(`There is no other Electron for ${process.platform}-${process.arch}.`);
  }
  const executable = await prepareRuntime();
  const binding = await prepareBinding();
  return {
    executable,
    env: { PURSER_SQLITE_BINDING: binding },
    notice:
      `This window runs on Electron ${FALLBACK_ELECTRON}, which is old and gets no security fixes. ` +
      'Use it for trying things out, not with real credentials. ' +
      `To get the current Electron, ${WAY_OUT}, and start again.`,
  };
}
