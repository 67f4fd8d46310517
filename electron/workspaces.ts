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
  let opened = open(first);
  opened.catch(() => undefined);
  let last: Promise<unknown> = Promise.resolve();

  const closeOpened = async (): Promise<void> => {
    const services = await opened.catch(() => null);
    await services?.close();
  };

  const change = async (wanted: WorkspaceKind): Promise<void> => {
    if (wanted === kind) return;
    await closeOpened();
    kind = wanted;
    opened = open(wanted);
    await opened;
  };

  const inTurn = (act: () => Promise<void>): Promise<void> => {
    const done = last.then(act);
    last = done.catch(() => undefined);
    return done;
  };

  return {
    current: () => opened,
    isDemo: () => kind === 'demo',
    switchTo: (wanted) => inTurn(() => change(wanted)),
    close: () => inTurn(closeOpened),
  };
};
