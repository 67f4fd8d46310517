/**
 * What answers the window, in one piece that is loaded while the page reads its own code: Harbor,
 * secrets, files and the contract's schemas are most of Purser, and no window waits for them.
 */
export { createEmit } from './ipc/events.ts';
export { createHandlers } from './ipc/handlers/index.ts';
export { createRouter } from './ipc/router.ts';
export { createOpenWorkspace } from './open-workspace.ts';
