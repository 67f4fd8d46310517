import { AppError } from '../shared/contract/app-error.ts';
import type { Services } from './services.ts';

/**
 * The user's own data and the demo fleet, of which one is open at a time. Opening takes a
 * while; whoever needs services waits for them.
 */
export interface Workspaces {
  current(): Promise<Services>;
  isDemo(): boolean;
  /** Closes what is open and opens the other one. Throws what opening throws. */
  switchTo(kind: WorkspaceKind): Promise<void>;
  /** Closes what is open; nothing opens after that. */
  close(): Promise<void>;
}

export type WorkspaceKind = 'own' | 'demo';

/** Opens one kind of workspace. What it gave away is taken back by `close` of the services. */
export type OpenWorkspace = (kind: WorkspaceKind) => Promise<Services>;

/** Opens the first workspace at once, without waiting for it. */
export const createWorkspaces = (first: WorkspaceKind, open: OpenWorkspace): Workspaces => {
  let kind = first;
  let opened: Promise<Services> | null = null;
  let isClosed = false;
  let last: Promise<unknown> = Promise.resolve();

  /** What could not be opened is tried again by the next one who asks. */
  const hold = (opening: Promise<Services>): Promise<Services> => {
    opened = opening;
    opening.catch(() => {
      if (opened === opening) opened = null;
    });
    return opening;
  };

  const current = (): Promise<Services> => {
    if (opened !== null) return opened;
    if (isClosed) return Promise.reject(new AppError('cancelled', 'Purser is closing.'));
    return hold(open(kind));
  };

  const closeAfter = async (opening: Promise<Services> | null): Promise<void> => {
    const services = await opening?.catch(() => null);
    await services?.close();
  };

  const change = async (wanted: WorkspaceKind): Promise<void> => {
    if (wanted === kind || isClosed) return;
    const before = kind;
    kind = wanted;
    // Whoever asks meanwhile waits for the new one.
    const closed = closeAfter(opened);
    try {
      await hold(closed.then(() => open(wanted)));
    } catch (error) {
      kind = before;
      throw error;
    }
  };

  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const done = last.then(act);
    last = done.catch(() => undefined);
    return done;
  };

  void current();
  return {
    current,
    isDemo: () => kind === 'demo',
    switchTo: (wanted) => inTurn(() => change(wanted)),
    close: () =>
      inTurn(async () => {
        isClosed = true;
        await closeAfter(opened);
      }),
  };
};
