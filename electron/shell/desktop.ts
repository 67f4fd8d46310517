import { type BrowserWindow, clipboard, dialog, shell } from 'electron';
import type { Desktop } from '../ports.ts';
import { createExternalDoor, createMailDoor } from './guards.ts';

/**
 * The desktop as the services see it.
 *
 * @param httpHosts Hosts of instances that the user reaches over plain http.
 */
export const createDesktop = (
  window: () => BrowserWindow | null,
  httpHosts: () => ReadonlySet<string>,
): Desktop => ({
  openInBrowser: createExternalDoor(shell, httpHosts),
  writeMail: createMailDoor(shell),
  showFile: (file) => shell.showItemInFolder(file),
  copyText: async (text) => {
    // Answers a promise since Electron 44 and nothing before.
    await clipboard.writeText(text);
  },
  clipboardText: async () => clipboard.readText(),
  pickFile: async (title, extensions) => {
    const filters = [
      { name: title, extensions: [...extensions] },
      { name: 'All files', extensions: ['*'] },
    ];
    const parent = window();
    const options: Electron.OpenDialogOptions = { title, filters, properties: ['openFile'] };
    const chosen = await (parent
      ? dialog.showOpenDialog(parent, options)
      : dialog.showOpenDialog(options));
    return chosen.filePaths[0] ?? null;
  },
  confirm: async ({ message, detail, yes, no }) => {
    const parent = window();
    const options: Electron.MessageBoxOptions = {
      type: 'question',
      message,
      detail,
      buttons: [yes, no],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    };
    const { response } = await (parent
      ? dialog.showMessageBox(parent, options)
      : dialog.showMessageBox(options));
    return response === 0;
  },
  chooseSavePath: async (title, fileName) => {
    const parent = window();
    const options: Electron.SaveDialogOptions = {
      title,
      defaultPath: fileName,
      // Files with secrets are nobody's recent documents.
      properties: ['dontAddToRecent', 'createDirectory'],
    };
    const chosen = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options));
    return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
  },
  chooseFolder: async (title) => {
    const parent = window();
    const options: Electron.OpenDialogOptions = {
      title,
      properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
    };
    const chosen = await (parent
      ? dialog.showOpenDialog(parent, options)
      : dialog.showOpenDialog(options));
    return chosen.filePaths[0] ?? null;
  },
});
