import { watch } from 'node:fs';
import { join } from 'node:path';
import { prepareApp, startApp } from './setup/app.mjs';
import { prepareBuild, SOURCES } from './setup/build.mjs';
import { withDisplay } from './setup/desktop.mjs';
import { preparePackages } from './setup/packages.mjs';
import { ROOT } from './setup/paths.mjs';
import { runScript, say } from './setup/say.mjs';

const QUIET_MS = 300;

/** Resolves when something below the source folders has changed and then been quiet for a moment. */
function nextChange(signal) {
  return new Promise((resolve) => {
    let timer;
    const changed = () => {
      clearTimeout(timer);
      timer = setTimeout(finish, QUIET_MS);
    };
    const watchers = SOURCES.map((name) => watch(join(ROOT, name), { recursive: true }, changed));
    const finish = () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
      signal.removeEventListener('abort', finish);
      resolve();
    };
    signal.addEventListener('abort', finish, { once: true });
  });
}

/** Builds again after each change until a build is whole. */
async function buildUntilWhole(signal) {
  for (;;) {
    try {
      return await prepareBuild();
    } catch (error) {
      say(error.message);
      await nextChange(signal);
      if (signal.aborted) return;
    }
  }
}

/** `npm run dev [-- <the app's arguments>]`: the window, built and started again at each change. */
await runScript(async (args) => {
  await preparePackages();
  const app = await prepareApp();
  return withDisplay(async (display) => {
    for (;;) {
      const closed = new AbortController();
      await buildUntilWhole(closed.signal);
      const restart = new AbortController();
      const running = startApp(app, display, args, { signal: restart.signal });
      let changed = false;
      const change = nextChange(closed.signal).then(() => {
        changed = !closed.signal.aborted;
        if (changed) restart.abort();
      });
      const code = await running;
      closed.abort();
      await change;
      if (!changed) return code;
    }
  });
});
