import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter } from 'node:path';
import { installed } from './paths.mjs';

const EXIT_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

let stopAsked = false;

/** Whether a signal has asked this script to stop: what runs has been told, nothing new should start. */
export const isStopping = () => stopAsked;

/** The environment with the project's own tools first, so that `node` is the declared one. */
export function environment(extra = {}) {
  const name = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const bin = installed('.bin');
  const path = process.env[name] ?? '';
  return {
    ...process.env,
    [name]: path.split(delimiter).includes(bin) ? path : `${bin}${delimiter}${path}`,
    ...extra,
  };
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

/** How npm is called: by the npm that started the script, else the one on the PATH. */
export function npmCommand(args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return { command: process.execPath, args: [cli, ...args] };
  return process.platform === 'win32'
    ? { command: 'cmd.exe', args: ['/d', '/s', '/c', 'npm', ...args] }
    : { command: 'npm', args };
}
