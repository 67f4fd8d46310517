import type { InstanceDraft } from '../../../shared/contract/instances.ts';
import type { Simulator, SimulatorOptions } from '../../../shared/simulator/simulator.ts';
import { harbor } from '../harbor/stage.ts';
import { aComputer, draftFor, type App } from '../instances/stage.ts';
import { systemRobots } from '../robots/stage.ts';
import { type Script, scriptedWindows } from './scripted-window.ts';

/** An instance to which people sign in, one request at a time. */
export const oidcDraft = (simulator: Simulator): InstanceDraft =>
  draftFor(simulator, 'prod', { login: { kind: 'oidc' }, secrets: {}, config: { parallel: 1 } });

/** A computer, a Harbor with robots whose people sign in through a provider, and who does. */
export async function withPeople(options: Partial<SimulatorOptions> = {}) {
  const simulator = await harbor({ oidc: { hostname: 'localhost' }, ...options });
  simulator.seed({ robots: systemRobots('r1', 'r2', 'r3', 'r4', 'r5') });
  const person: { script: Script } = { script: (window) => window.signIn('ada') };
  const { open, windows } = scriptedWindows(() => person.script);
  const computer = aComputer();
  const start = (): Promise<App> => computer.start({ openSignInWindow: open });
  return { simulator, person, windows, computer, start };
}
