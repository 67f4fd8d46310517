import type { AppInfo, KeychainStatus } from '../../../../shared/contract/settings.ts';
import type { Sign } from '../../ui/tone.ts';

/** What is said of the keychain: a sign, a sentence, and how it is mended on this system. */
export interface KeychainWords {
  readonly sign: Sign;
  readonly sentence: string;
  /** Steps for the user to take outside of Purser; empty where nothing is wrong. */
  readonly steps: readonly string[];
  /** A command that helps, or ''. */
  readonly command: string;
}

type Platform = AppInfo['platform'];

/** What the keychain is called where. */
export const KEYCHAIN_NAMES: Readonly<Record<Platform, string>> = {
  linux: 'the keyring of your desktop (Secret Service)',
  darwin: 'the macOS keychain',
  win32: 'the Windows Credential Manager',
  other: 'the keychain of this computer',
};

const LOCKED_STEPS: Readonly<Record<Platform, readonly string[]>> = {
  linux: [
    'Unlock the keyring: open “Passwords and Keys” or KWalletManager and enter its password, or sign out of the desktop and in again.',
    'Then try again.',
  ],
  darwin: ['Open Keychain Access, choose the login keychain and unlock it.', 'Then try again.'],
  win32: ['Sign out of Windows and in again.', 'Then try again.'],
  other: ['Unlock the keychain of this computer.', 'Then try again.'],
};

const MISSING_STEPS: Readonly<Record<Platform, readonly string[]>> = {
  linux: [
    'Install a keyring, if there is none, and libsecret. On Debian and Ubuntu:',
    'Start Purser from a desktop session, where D-Bus and the keyring run. Then try again.',
  ],
  darwin: ['Open Keychain Access and see whether there is a login keychain.', 'Then try again.'],
  win32: ['See whether the service “Credential Manager” is running.', 'Then try again.'],
  other: ['Purser finds no keychain that it knows on this system.'],
};

/** What is said in the demo, which has a memory of its own and leaves the keychain alone. */
export const DEMO_WORDS: KeychainWords = {
  sign: { icon: 'i-lucide-hourglass', tone: 'neutral', word: 'Not used in the demo' },
  sentence:
    'The demo’s passwords are made up. They are kept in memory and forgotten when you leave it.',
  steps: [],
  command: '',
};

/** Words for the state of the keychain on this platform. */
export function keychainWords(status: KeychainStatus, platform: Platform): KeychainWords {
  const name = KEYCHAIN_NAMES[platform];
  if (status.sessionOnly) {
    return {
      sign: { icon: 'i-lucide-hourglass', tone: 'warning', word: 'This session only' },
      sentence: 'New passwords are kept in memory and forgotten when Purser quits, as you chose.',
      steps: [],
      command: '',
    };
  }
  switch (status.state) {
    case 'ready':
      return {
        sign: { icon: 'i-lucide-key-round', tone: 'good', word: 'Ready' },
        sentence: `Passwords are kept in ${name} and nowhere else.`,
        steps: [],
        command: '',
      };
    case 'locked':
      return {
        sign: { icon: 'i-lucide-lock', tone: 'warning', word: 'Locked' },
        sentence: 'The keychain is locked, so Purser can neither read passwords nor keep new ones.',
        steps: LOCKED_STEPS[platform],
        command: '',
      };
    case 'none':
      return {
        sign: { icon: 'i-lucide-circle-alert', tone: 'warning', word: 'Not available' },
        sentence:
          'Purser found no keychain, so it keeps no password. It never writes one into a file.',
        steps: MISSING_STEPS[platform],
        command:
          platform === 'linux' ? 'sudo apt-get install gnome-keyring libsecret-1-0 dbus-x11' : '',
      };
  }
}
