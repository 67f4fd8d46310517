const { app } = require('electron');

/**
 * Holds the app's start until Playwright is connected. A window that is just loading while
 * Playwright attaches to it can lose the event of its first navigation, and then the launch never
 * ends. Playwright's own loader does the same, but only where it chooses the Electron itself; like
 * with that one, `__playwright_run` is called once nothing can be missed any more.
 */
const ready = app.whenReady();
let isHeld = true;
let release;
const released = new Promise((resolve) => {
  release = resolve;
});
const isReady = app.isReady.bind(app);
app.whenReady = () => released;
app.isReady = () => !isHeld && isReady();
globalThis.__playwright_run = async () => {
  await ready;
  isHeld = false;
  release();
};
