import { prepareApp, startApp } from './setup/app.mjs';
import { prepareBuild } from './setup/build.mjs';
import { withDisplay } from './setup/desktop.mjs';
import { preparePackages } from './setup/packages.mjs';
import { runScript } from './setup/say.mjs';

/** `npm start [-- <the app's arguments>]`: everything that is missing, then the window. */
await runScript(async (args) => {
  await preparePackages();
  const app = await prepareApp();
  await prepareBuild();
  return withDisplay((display) => startApp(app, display, args));
});
