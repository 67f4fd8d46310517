import { expect, it } from 'vitest';
import type { Services } from '../../../electron/services.ts';
import { createWorkspaces, type WorkspaceKind } from '../../../electron/workspaces.ts';

/** Services that note when they are opened and closed; nothing else of them is used here. */
const bench = () => {
  const happened: string[] = [];
  let failure: Error | null = null;
  const open = async (kind: WorkspaceKind): Promise<Services> => {
    happened.push(`open ${kind}`);
    await Promise.resolve();
    if (failure !== null) throw failure;
    const close = async (): Promise<void> => {
      await Promise.resolve();
      happened.push(`close ${kind}`);
    };
    return { close, kind } as unknown as Services;
  };
  const fail = (error: Error | null): void => {
    failure = error;
  };
  return { happened, open, fail };
};

const kindOf = async (services: Promise<Services>): Promise<unknown> =>
  ((await services) as unknown as { kind: string }).kind;

it('opens the first at once, and once', async () => {
  const { happened, open } = bench();
  const workspaces = createWorkspaces('own', open);
  await Promise.all([workspaces.current(), workspaces.current()]);
  expect(happened).toStrictEqual(['open own']);
  expect(workspaces.isDemo()).toBe(false);
});

it('closes one before it opens the other, and lets nobody have the old one meanwhile', async () => {
  const { happened, open } = bench();
  const workspaces = createWorkspaces('own', open);
  await workspaces.current();
  const switched = workspaces.switchTo('demo');
  await Promise.resolve();
  const meanwhile = kindOf(workspaces.current());
  await switched;
  expect(await meanwhile).toBe('demo');
  expect(workspaces.isDemo()).toBe(true);
  await workspaces.switchTo('demo');
  await Promise.all([workspaces.switchTo('own'), workspaces.switchTo('demo')]);
  expect(happened).toStrictEqual([
    ...['open own', 'close own', 'open demo'],
    ...['close demo', 'open own', 'close own', 'open demo'],
  ]);
});

it('tries again to open what could not be opened', async () => {
  const { open, fail } = bench();
  fail(new Error('no room'));
  const workspaces = createWorkspaces('own', open);
  await expect(workspaces.current()).rejects.toThrow('no room');
  fail(null);
  expect(await kindOf(workspaces.current())).toBe('own');
});

it('goes back to the own data when the demo cannot be opened', async () => {
  const { open, fail } = bench();
  const workspaces = createWorkspaces('own', open);
  await workspaces.current();
  fail(new Error('no room'));
  await expect(workspaces.switchTo('demo')).rejects.toThrow('no room');
  fail(null);
  expect(workspaces.isDemo()).toBe(false);
  expect(await kindOf(workspaces.current())).toBe('own');
});

it('closes what is open when it ends, and opens nothing after that', async () => {
  const { happened, open } = bench();
  const workspaces = createWorkspaces('own', open);
  await workspaces.close();
  await workspaces.switchTo('demo');
  expect(happened).toStrictEqual(['open own', 'close own']);
});
