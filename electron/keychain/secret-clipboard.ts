import { AppError } from '../../shared/contract/errors.ts';
import type { Desktop } from '../ports.ts';

/** The clipboard, as far as secrets go over it. */
export interface SecretClipboard {
  /** Answers when it will be cleared, epoch seconds. Throws `not-allowed` where it cannot be used. */
  put(secret: string): Promise<number>;
  /** Clears it now, if it holds what was put there last. */
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

/** Puts secrets on the clipboard and takes them off again; what others put there is left alone. */
export const createSecretClipboard = (ports: ClipboardPorts): SecretClipboard => {
  const { desktop } = ports;
  let held: { readonly secret: string; readonly timer: NodeJS.Timeout } | null = null;

  const end = async (): Promise<void> => {
    if (held === null) return;
    const { secret, timer } = held;
    clearTimeout(timer);
    held = null;
    if ((await desktop.clipboardText()) === secret) await desktop.copyText('');
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
      const timer = setTimeout(() => void end().catch(ports.onFailure), seconds * 1_000);
      timer.unref();
      held = { secret, timer };
      return Math.ceil(ports.now()) + seconds;
    },
    end,
  };
};
