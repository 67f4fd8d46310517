import { onTestFinished } from 'vitest';
import type { HarborOptions } from '../../../electron/harbor/types.ts';
import { signIn } from '../../../electron/sign-in/sign-in.ts';
import { AppError } from '../../../shared/contract/errors.ts';
import type { Simulator, SimulatorOptions } from '../../../shared/simulator/simulator.ts';
import { harbor, optionsFor } from '../harbor/stage.ts';
import { type Script, type ScriptedWindow, scriptedWindows } from './scripted-window.ts';

/** A Harbor and its provider, on two host names so that cookies stay apart. */
export const withProvider = ({
  oidc,
  ...more
}: Partial<SimulatorOptions> = {}): Promise<Simulator> =>
  harbor({ oidc: { hostname: 'localhost', ...oidc }, ...more });

/** What a sign-in ended with, session or error, and the window that it had. */
export async function begin(
  url: string,
  script: Script,
  more: Partial<HarborOptions> = {},
  end = new AbortController(),
): Promise<{ ended: unknown; window: ScriptedWindow | undefined }> {
  const { open, windows } = scriptedWindows(() => script);
  onTestFinished(() => end.abort());
  const options = optionsFor(url, more);
  const wish = {
    options,
    key: 'k',
    title: 'Sign in',
    signal: end.signal,
    onWindow: () => undefined,
  };
  const ended = await signIn(wish, open).catch((error: unknown) => error);
  return { ended, window: windows.at(-1) };
}

/** The reason and the sentence of a sign-in that came to nothing. */
export const failure = (ended: unknown): { reason: unknown; message: string } => {
  if (!(ended instanceof AppError)) throw new Error(`no AppError: ${JSON.stringify(ended)}`);
  return { reason: ended.details['reason'] ?? ended.code, message: ended.message };
};

/** Sessions at Harbor that are somebody's. */
export const signedIn = ({ state }: Simulator): number =>
  [...state.sessions.values()].filter(({ user }) => user !== undefined).length;
