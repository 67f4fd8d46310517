import type { Desktop, DraftMail } from '../../electron/ports.ts';

export interface MemoryDesktop extends Desktop {
  /** What is on the clipboard. */
  clipboard: string;
  /** What the user answers when asked where to save; null cancels. */
  savePath: string | null;
  /** The folder that the user chooses; null cancels. */
  folderPath: string | null;
  /** The file that the user chooses; null cancels. */
  pickPath: string | null;
  readonly opened: string[];
  /** Mails that were to be written. */
  readonly mails: DraftMail[];
}

/** A desktop without windows: a clipboard, and a user who answers every dialog the same. */
export const memoryDesktop = (): MemoryDesktop => {
  const desktop: MemoryDesktop = {
    clipboard: '',
    savePath: null,
    folderPath: null,
    pickPath: null,
    opened: [],
    mails: [],
    openInBrowser: async (url) => desktop.opened.push(url) > 0,
    showFile: () => undefined,
    writeMail: async (mail) => desktop.mails.push(mail) > 0,
    copyText: async (text) => {
      desktop.clipboard = text;
    },
    clipboardText: async () => desktop.clipboard,
    pickFile: async () => desktop.pickPath,
    confirm: () => Promise.resolve(false),
    chooseSavePath: async () => desktop.savePath,
    chooseFolder: async () => desktop.folderPath,
  };
  return desktop;
};
