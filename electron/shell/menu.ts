import type { MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../../shared/contract/events.ts';

type Command = EventPayload<'app.command'>['command'];

export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Adds the developer tools. */
  readonly development: boolean;
  readonly run: (command: Command) => void;
}

/**
 * The application menu as a template. The page handles its keys itself; elsewhere than on
 * macOS, where the menu takes a key before the page sees it, entries only show theirs, so that
 * nothing runs twice.
 */
export const menuTemplate = (options: MenuOptions): MenuItemConstructorOptions[] => {
  const mac = options.platform === 'darwin';
  const entry = (
    label: string,
    accelerator: string,
    command: Command,
  ): MenuItemConstructorOptions => ({
    label,
    accelerator,
    registerAccelerator: mac,
    click: () => options.run(command),
  });
  const settings = entry('Settings', 'CmdOrCtrl+,', 'settings');
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const ofTheApp: MenuItemConstructorOptions[] = [
    { role: 'about' },
    separator,
    settings,
    separator,
    { role: 'services' },
    separator,
    { role: 'hide' },
    { role: 'hideOthers' },
    { role: 'unhide' },
    separator,
    { role: 'quit' },
  ];
  return [
    ...(mac ? [{ label: 'Purser', submenu: ofTheApp }] : []),
    {
      label: 'File',
      submenu: [
        entry('Add instance', 'CmdOrCtrl+Shift+N', 'new-instance'),
        entry('Sync', 'CmdOrCtrl+R', 'sync'),
        separator,
        ...(mac ? [{ role: 'close' } as const] : [settings, separator, { role: 'quit' } as const]),
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        entry('Command palette', 'CmdOrCtrl+K', 'palette'),
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(options.development ? [separator, { role: 'toggleDevTools' } as const] : []),
      ],
    },
    ...(mac ? [{ role: 'windowMenu' } as const] : []),
    {
      label: 'Help',
      submenu: [{ label: 'Keyboard shortcuts', click: () => options.run('keys') }],
    },
  ];
};

/** What a right click offers on text, from what can be done there; empty for nothing. */
export const contextTemplate = (can: {
  readonly isEditable: boolean;
  readonly selectionText: string;
}): MenuItemConstructorOptions[] => {
  if (can.isEditable) {
    return [{ role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }];
  }
  return can.selectionText.trim() === '' ? [] : [{ role: 'copy' }];
};
