import type { Session } from 'electron';

/** All that a page of ours ever needs of the browser: writing to the clipboard on a click. */
const ALLOWED: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

/** Denies every permission of the browser but the allowed ones, every device and every download. */
export const installPermissionHandlers = (
  session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
    | 'on'
  >,
  allowed: ReadonlySet<string> = ALLOWED,
): void => {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    answer(allowed.has(permission));
  });
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => {
    answer({});
  });
  // Nothing is ever downloaded by the window; files are written by the main process.
  session.on('will-download', (event) => event.preventDefault());
};
