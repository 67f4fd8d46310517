import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { evaluateInOwnTurn } from './own-turn.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const HOLD = resolve(import.meta.dirname, 'hold-ready.cjs');
/** What is clicked is waited for until it stands still; nobody looks at how it gets there. */
const STILL = '--force-prefers-reduced-motion';

export interface LaunchOptions {
  /** Purser's data folder; a new empty one, removed by `close`, when left out. */
  home?: string;
  /** The app's own arguments, e.g. `--demo`. */
  args?: string[];
  /** Added to the environment; `undefined` takes a variable away. */
  env?: Record<string, string | undefined>;
  /** A script beside this file that the main process runs before the app's own code. */
  before?: string;
}

export interface LaunchedPurser {
  app: ElectronApplication;
  /** The first window, loaded. */
  page: Page;
  home: string;
  /** Quits the app and removes the data folder if it was made here. */
  close: () => Promise<void>;
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run end-to-end tests with \`npm run e2e\``);
  return value;
}

function environment(home: string, extra: LaunchOptions['env'] = {}): Record<string, string> {
  const merged = { ...process.env, PURSER_HOME: home, PURSER_CHECK_ANSWERS: '1', ...extra };
  return Object.fromEntries(
    Object.entries(merged).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Starts the built app in the Electron that set-up chose, with a data folder of its own. */
export async function launchPurser(options: LaunchOptions = {}): Promise<LaunchedPurser> {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'purser-'));
  const runtimeArgs = JSON.parse(process.env['PURSER_ELECTRON_ARGS'] ?? '[]') as string[];
  const before = options.before ? ['-r', resolve(import.meta.dirname, options.before)] : [];
  const app = await _electron.launch({
    executablePath: required('PURSER_ELECTRON'),
    args: ['-r', HOLD, ...before, STILL, ...runtimeArgs, ROOT, ...(options.args ?? [])],
    env: environment(home, options.env),
    cwd: ROOT,
    // Set-up decides about the sandbox, and says so in the arguments.
    chromiumSandbox: true,
  });
  evaluateInOwnTurn(app);
  const child = app.process();
  const page = await app.firstWindow();
  await page.waitForLoadState();
  const close = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      const gone = app.waitForEvent('close');
      // It may be gone before it can answer.
      await app.evaluate(({ app: electron }) => electron.quit()).catch(() => undefined);
      await gone.finally(() => child.kill('SIGKILL'));
    }
    await app.close();
    if (options.home === undefined) rmSync(home, { recursive: true, force: true });
  };
  return { app, page, home, close };
}
