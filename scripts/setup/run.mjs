import { spawn, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { installed, NODE } from './paths.mjs';

const EXIT_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

let stopAsked = false;

/** Whether a signal has asked this script to stop: what runs has been told, nothing new should start. */
export const isStopping = () => stopAsked;

/** The environment with the project's own Node and tools first on the PATH, and `extra` on top. */
export function environment(extra = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const own = [dirname(NODE), installed('.bin')];
  const others = (process.env[name] ?? '').split(delimiter).filter((path) => !own.includes(path));
  return { ...process.env, [name]: [...own, ...others].join(delimiter), ...extra };
}

/**
 * Runs a command to its end with the terminal's own streams and passes signals on to it.
 * Resolves to its exit code; 128 + the signal's number if a signal ended it, 127 if it could not start.
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', env: environment(), ...options });
    const forward = (signal) => {
      stopAsked = true;
      child.kill(signal);
    };
    for (const signal of EXIT_SIGNALS) process.on(signal, forward);
    const finish = (code) => {
      for (const signal of EXIT_SIGNALS) process.off(signal, forward);
      resolve(code);
    };
    child.on('error', (error) => {
      // Ended by the caller's own AbortSignal: the exit follows.
      if (error.name === 'AbortError') return;
      process.stderr.write(`${error.message}\n`);
      finish(127);
    });
    child.on('exit', (code, signal) => finish(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** Runs a short command and returns what it printed: `{ ok, output }`, both streams together. */
export function ask(command, args, options = {}) {
  const result = spawnSync(command, args, { encoding: 'utf8', env: environment(), ...options });
  return {
    ok: result.status === 0,
    output: `${result.stdout ?? ''}${result.stderr ?? ''}`.trim() || (result.error?.message ?? ''),
  };
}

function npmScript() {
  if (process.env.npm_execpath?.endsWith('.js')) return process.env.npm_execpath;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = folders.map((folder) => join(folder, 'npm')).find((path) => existsSync(path));
  const script = found ? realpathSync(found) : '';
  return script.endsWith('.js') ? script : undefined;
}

/** How npm is called: the npm that started the script, else the one on the PATH, run by `node`. */
export function npmCommand(args, node = process.execPath) {
  const script = npmScript();
  if (script) return { command: node, args: [script, ...args] };
  return process.platform === 'win32'
    ? { command: 'cmd.exe', args: ['/d', '/s', '/c', 'npm', ...args] }
    : { command: 'npm', args };
}
