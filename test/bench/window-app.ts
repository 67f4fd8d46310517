import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

const PROBE = join(import.meta.dirname, 'window-probe.cjs');

/** Milliseconds that an app has to answer and to quit in. */
const PATIENCE = 60_000;

/** An app that can be started: Purser, or the bare one. */
export interface Subject {
  /** Folder with its package.json. */
  readonly folder: string;
  /** Data folder. */
  readonly home: string;
  /** Page of the bare app, with its search part. */
  readonly page?: string;
}

/** An app whose page has answered. */
export interface Started<T> {
  readonly answer: T;
  /** Milliseconds since 1970 when its process was started. */
  readonly begun: number;
  /** Bytes that it takes now, over all processes. */
  readonly memory: () => number;
  /** Ends it as a user does, so that it can keep what it has to. */
  readonly quit: () => Promise<void>;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run benches with \`npm run bench\``);
  return value;
}

function runtime(subject: Subject): { command: string; args: string[]; env: NodeJS.ProcessEnv } {
  const args = JSON.parse(process.env['PURSER_ELECTRON_ARGS'] ?? '[]') as string[];
  return {
    command: required('PURSER_ELECTRON'),
    args: [...args, '-r', PROBE, subject.folder],
    env: {
      ...process.env,
      PURSER_HOME: subject.home,
      WINDOW_BENCH_HOME: subject.home,
      WINDOW_BENCH_PAGE: subject.page ?? 'index.html',
    },
  };
}

/** Starts an app, and answers what its page says to an expression of window-page.js. */
export async function ask<T>(subject: Subject, expression: string): Promise<Started<T>> {
  const { command, args, env } = runtime(subject);
  const begun = performance.timeOrigin + performance.now();
  const child = spawn(command, args, {
    env: { ...env, WINDOW_BENCH_ASK: expression },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  try {
    return {
      answer: (await answerOf(child)) as T,
      begun,
      memory: () => memoryOf(child.pid ?? 0),
      quit: async () => {
        child.kill('SIGTERM');
        await ended;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  if (child.stdout === null) throw new Error('the app says nothing');
  for await (const line of createInterface({ input: child.stdout })) {
    const [, word, rest = ''] = /^(answer|failed) (.*)$/.exec(line) ?? [];
    if (word === 'failed') throw new Error(rest);
    if (word === 'answer') return JSON.parse(rest);
  }
  throw new Error('the app ended before its page had answered');
}

/**
 * Bytes of a process and all below it, where memory that several share is counted once. Linux
 * alone tells; elsewhere this is not a number.
 */
function memoryOf(root: number): number {
  if (process.platform !== 'linux') return Number.NaN;
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    parents.set(Number(name), parentOf(Number(name)));
  }
  const isBelow = (pid: number): boolean =>
    pid === root || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isBelow).reduce((sum, pid) => sum + shareOf(pid), 0);
}

/** A process may be gone by the time it is asked about. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

const parentOf = (pid: number): number => Number(/\) \S (\d+)/.exec(read(pid, 'stat'))?.[1] ?? 0);
const shareOf = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0) * 1_024;
