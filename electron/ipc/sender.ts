/** What the router needs to know of a frame; Electron's `WebFrameMain` has it. */
export interface SenderFrame {
  readonly url: string;
  readonly origin: string;
  readonly parent: unknown;
}

/** What the router needs to know of a call; Electron's `IpcMainInvokeEvent` has it. */
export interface SenderEvent {
  readonly sender: { readonly id: number; isDestroyed(): boolean };
  readonly senderFrame: SenderFrame | null;
}

/** What a call must come from. */
export interface TrustedPage {
  /** Id of the window's web contents, null while there is no window. */
  readonly contentsId: () => number | null;
  readonly origin: string;
  readonly isOwnUrl: (url: string) => boolean;
}

/**
 * Whether a call comes from the main frame of our own window, showing our own page. A frame
 * that is gone, an iframe, about:blank and any other origin do not count. Never throws.
 */
export const isTrustedSender = (event: SenderEvent, page: TrustedPage): boolean => {
  try {
    const frame = event.senderFrame;
    return (
      frame !== null &&
      frame !== undefined &&
      frame.parent === null &&
      frame.origin === page.origin &&
      page.isOwnUrl(frame.url) &&
      event.sender.id === page.contentsId() &&
      !event.sender.isDestroyed()
    );
  } catch {
    // Electron throws when a frame that was disposed of is looked at.
    return false;
  }
};
