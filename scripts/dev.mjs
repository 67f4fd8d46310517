import { realpathSync, watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareApp, startApp } from './setup/app.mjs';
import { prepareBuild, SOURCES } from './setup/build.mjs';
import { withDisplay } from './setup/desktop.mjs';
import { preparePackages } from './setup/packages.mjs';
import { NODE, ROOT } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { runScript, say } from './setup/say.mjs';

const QUIET_MS = 300;

/**
 * Resolves to true when something below the source folders has changed and then been quiet for a
 * moment, to false when `signal` ends the waiting.
 */
function nextChange(signal) {
  return new Promise((resolve) => {
    let timer;
    const changed = (_event, file) => {
      // The build writes there.
      if (file?.includes('node_modules')) return;
      clearTimeout(timer);
      timer = setTimeout(() => finish(true), QUIET_MS);
    };
    const watchers = SOURCES.map((name) => watch(join(ROOT, name), { recursive: true }, changed));
    const finish = (isChange) => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      resolve(isChange);
    };
    if (signal.aborted) finish(false);
    else signal.addEventListener('abort', () => finish(false), { once: true });
  });
}

/** Builds again after each change until a build is whole. */
async function buildUntilWhole(signal) {
  for (;;) {
    try {
      return await prepareBuild();
    } catch (error) {
      if (signal.aborted) return;
      say(error.message);
      await nextChange(signal);
      if (signal.aborted) return;
    }
  }
}

/** Runs the app until it ends or something changes. Resolves to its exit code, or undefined. */
async function runUntilChange(app, display, args, signal) {
  const ended = new AbortController();
  const restart = new AbortController();
  let changed = false;
  signal.addEventListener('abort', () => ended.abort(), { once: true });
  const change = nextChange(ended.signal).then((isChange) => {
    changed = isChange;
    if (isChange) restart.abort();
  });
  const code = await startApp(app, display, args, { signal: restart.signal });
  ended.abort();
  await change;
  return changed ? undefined : code;
}

/** `npm run dev [-- <the app's arguments>]`: the window, built and started again at each change. */
await runScript(async (args) => {
  await preparePackages();
  // The Node that started this may not know how to watch a whole folder.
  if (process.execPath !== realpathSync(NODE)) {
    return run(NODE, [fileURLToPath(import.meta.url), ...args]);
  }
  const prepared = await prepareApp();
  const app = { ...prepared, env: { ...prepared.env, PURSER_CHECK_ANSWERS: '1' } };
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop.abort());
  return withDisplay(async (display) => {
    for (;;) {
      await buildUntilWhole(stop.signal);
      if (stop.signal.aborted) return 130;
      const code = await runUntilChange(app, display, args, stop.signal);
      if (code !== undefined) return code;
    }
  });
});
