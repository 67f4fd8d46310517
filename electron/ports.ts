import type {
  Inventory,
  InventoryOptions,
  StoredInstances,
} from '../shared/inventory/inventory.ts';
import type { TestConnection } from './instances/instances.ts';
import type { Emit } from './ipc/events.ts';
import type { SecretStore } from './keychain/secret-store.ts';
import type { Log } from './log/log.ts';
import type { OpenSignInWindow } from './sign-in/window-port.ts';
import type { Notifier } from './reminders/reminders.ts';
import type { SettingsStore } from './settings/settings.ts';
import type { Clock } from './sync/schedule.ts';

/** A question with two answers. */
export interface DesktopQuestion {
  readonly message: string;
  readonly detail: string;
  readonly yes: string;
  readonly no: string;
}

/** A mail that the user is to look at and send. */
export interface DraftMail {
  /** '' to be filled in. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** What the services need of the operating system's desktop. */
export interface Desktop {
  /** Opens an address in the browser; false if it may not be opened. */
  openInBrowser(url: string): Promise<boolean>;
  /** Shows a file that Purser wrote in the file manager. */
  showFile(file: string): void;
  /** Opens a new mail in the program for mail; false where there is none. */
  writeMail(mail: DraftMail): Promise<boolean>;
  copyText(text: string): Promise<void>;
  /** '' where it holds no text. */
  clipboardText(): Promise<string>;
  /** Lets the user choose a file and answers its path, null if they did not. */
  pickFile(title: string, extensions: readonly string[]): Promise<string | null>;
  /** Asks before something; false where they would rather not. */
  confirm(question: DesktopQuestion): Promise<boolean>;
  /** Lets the user choose where to save and answers the path, null if they did not. */
  chooseSavePath(title: string, fileName: string): Promise<string | null>;
  /** Lets the user choose a folder and answers its path, null if they did not. */
  chooseFolder(title: string): Promise<string | null>;
}

/** Everything the services stand on. Tests and the demo hand in other ones. */
export interface Ports {
  /** Folder of this workspace's files. */
  readonly folder: string;
  readonly settings: SettingsStore;
  /** Instances that are there from the start: those of the demo. Null leaves what is stored. */
  readonly initial: StoredInstances | null;
  readonly secrets: SecretStore;
  /** Told every secret that passes, so that the log can hide it. */
  readonly remember: (secret: string) => void;
  readonly openInventory: (options: InventoryOptions) => Promise<Inventory>;
  /** Path of better-sqlite3's native module, where it is not the one beside the package. */
  readonly nativeBinding: string | undefined;
  readonly testConnection: TestConnection;
  /** Opens a window in which somebody signs in through a provider. */
  readonly openSignInWindow: OpenSignInWindow;
  /** Which proxy the operating system takes for a URL: 'DIRECT' or 'PROXY host:port'. */
  readonly resolveSystemProxy: (url: string) => Promise<string>;
  /** Epoch seconds. */
  readonly now: () => number;
  /** Calls once after so many seconds; the system's timers where it is left out. */
  readonly after?: Clock['after'];
  readonly emit: Emit;
  /** The desktop's notifications; nobody is reminded where it is left out or null. */
  readonly notifier?: Notifier | null;
  /** Shows the robots that a query finds, in a window that may have to be opened first. */
  readonly showRobots?: (query: string) => void;
  /** Told how many robots need somebody. */
  readonly onPressing?: (robots: number) => void;
  readonly log: Log;
  readonly desktop: Pick<
    Desktop,
    | 'showFile'
    | 'chooseSavePath'
    | 'chooseFolder'
    | 'pickFile'
    | 'copyText'
    | 'clipboardText'
    | 'writeMail'
  >;
}
