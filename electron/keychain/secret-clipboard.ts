import { AppError } from '../../shared/contract/errors.ts';
import type { Desktop } from '../ports.ts';

/** The clipboard, as far as secrets go over it. */
export interface SecretClipboard {
  /** Answers when it will be cleared, epoch seconds. Throws `not-allowed` where it cannot be used. */
  put(secret: string): Promise<number>;
  /** Clears it now, if it holds what was put there last. Throws where that fails again and again. */
  end(): Promise<void>;
}

export interface ClipboardPorts {
  readonly desktop: Pick<Desktop, 'copyText' | 'clipboardText'>;
  /** How long a secret stays there, in seconds. */
  readonly seconds: () => number;
  /** Epoch seconds. */
  readonly now: () => number;
  readonly onFailure: (error: unknown) => void;
}

const busy = (cause: unknown): AppError =>
  new AppError(
    'not-allowed',
    'The clipboard could not be used; another program may hold it. Try again, or reveal or save the secret.',
    { retryable: true, cause },
  );

/** Milliseconds until a clipboard that could not be cleared is looked at again. */
const LOOK_AGAIN = 1_000;
/** A clipboard that another program holds reads as empty: so often in a row, and it is empty. */
const EMPTY_LOOKS = 3;
/** How often it is looked at when Purser quits, and how many milliseconds apart. */
const LAST_LOOKS = 10;
const LAST_PAUSE = 100;

/** A secret that was put on the clipboard. */
interface Held {
  readonly secret: string;
  timer: NodeJS.Timeout | undefined;
  /** Looks in a row that found nothing. */
  empty: number;
  hasFailed: boolean;
}

/**
 * Puts secrets on the clipboard and takes them off again; what others put there is left alone. One
 * that cannot be taken off, because another program holds the clipboard, is tried again until it is
 * off; `onFailure` is told once.
 */
export const createSecretClipboard = (ports: ClipboardPorts): SecretClipboard => {
  const { desktop } = ports;
  let held: Held | null = null;

  /** Takes it off where it is there; answers whether something else was found. */
  const isOff = async (one: Held): Promise<boolean> => {
    const text = await desktop.clipboardText();
    if (text === one.secret) {
      one.empty = 0;
      // Whether it went is seen at the next look.
      await desktop.copyText('');
      return false;
    }
    one.empty += 1;
    return text !== '' || one.empty >= EMPTY_LOOKS;
  };

  const lookAt = (one: Held, milliseconds: number): void => {
    one.timer = setTimeout(() => void takeOff(one), milliseconds);
    one.timer.unref();
  };

  const takeOff = async (one: Held): Promise<void> => {
    let isDone = false;
    try {
      isDone = await isOff(one);
    } catch (error) {
      if (!one.hasFailed) ports.onFailure(error);
      one.hasFailed = true;
    }
    // Another secret may be there by now.
    if (held !== one) return;
    if (isDone) held = null;
    else lookAt(one, LOOK_AGAIN);
  };

  const end = async (): Promise<void> => {
    if (held === null) return;
    const one = held;
    clearTimeout(one.timer);
    held = null;
    let failure: unknown = new Error('The clipboard holds a secret still.');
    for (let look = 1; look <= LAST_LOOKS; look += 1) {
      try {
        if (await isOff(one)) return;
      } catch (error) {
        failure = error;
      }
      await new Promise((resolve) => setTimeout(resolve, LAST_PAUSE));
    }
    throw failure;
  };

  return {
    put: async (secret) => {
      const seconds = ports.seconds();
      try {
        await desktop.copyText(secret);
      } catch (cause) {
        throw busy(cause);
      }
      clearTimeout(held?.timer);
      held = { secret, timer: undefined, empty: 0, hasFailed: false };
      lookAt(held, seconds * 1_000);
      return Math.ceil(ports.now()) + seconds;
    },
    end,
  };
};
