import { parseArgs } from 'node:util';
import { createSimulator } from './simulator.ts';
import type { SimulatorOptions } from './simulator.ts';
import { createTlsAuthority } from './http/tls.ts';

const USAGE = `npm run simulator -- --harbor-version <v> [--port <n>] [--tls] [--fixtures]
    [--auth oidc] [--login-cost[=ms]] [--page-cost] [--seed <n>]

A simulated Harbor on 127.0.0.1 with the user admin (password Harbor12345) and the project library.

  --harbor-version  any version string, such as 2.15.2
  --port            0 or absent: any free port
  --tls             https with a certificate made for this run
  --auth oidc       people sign in through a provider on another port, which is printed too:
                    ada (administrator), ben (developer), rex (refused), nora (new), password Passw0rd1
  --external-url    the address that Harbor takes for its own
  --fixtures        opens POST /__simulator/fixture, reset, clock and faults, without login
  --login-cost      milliseconds for checking a password, two at once; by version without a number
  --page-cost       8 ms a request and 0.4 ms a robot listed
  --seed            repeats what Harbor leaves to chance
`;

/** `--login-cost` may stand without a value, which parseArgs does not know: give it one. */
function withLoginCost(args: readonly string[]): string[] {
  return args.map((arg, index) => {
    if (arg !== '--login-cost') return arg;
    return /^\d+(\.\d+)?$/.test(args[index + 1] ?? '') ? arg : '--login-cost=version';
  });
}

function number(text: string, flag: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new Error(`${flag} needs a number, not ${text}`);
  return value;
}

/** Options of a simulator from the command line; throws with a sentence about the first mistake. */
export function readOptions(args: readonly string[]): SimulatorOptions | undefined {
  const { values } = parseArgs({
    args: withLoginCost(args),
    options: {
      'harbor-version': { type: 'string', default: '2.15.2' },
      port: { type: 'string', default: '0' },
      tls: { type: 'boolean', default: false },
      fixtures: { type: 'boolean', default: false },
      auth: { type: 'string' },
      'external-url': { type: 'string' },
      'login-cost': { type: 'string' },
      'page-cost': { type: 'boolean', default: false },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const cost = values['login-cost'];
  const { auth } = values;
  if (auth !== undefined && auth !== 'oidc') throw new Error(`--auth knows oidc, not ${auth}`);
  const tls = values.tls ? createTlsAuthority().valid : undefined;
  const external = values['external-url'];
  return {
    version: values['harbor-version'],
    port: number(values.port, '--port'),
    fixtures: values.fixtures,
    pageCost: values['page-cost'],
    adminPassword: 'Harbor12345',
    ...(cost === undefined
      ? {}
      : { loginCost: cost === 'version' ? true : number(cost, '--login-cost') }),
    ...(values.seed === undefined ? {} : { seed: number(values.seed, '--seed') }),
    ...(tls ? { tls } : {}),
    ...(auth === undefined ? {} : { oidc: tls ? { tls } : {} }),
    ...(external === undefined ? {} : { externalUrl: external }),
  };
}

/** npm passes SIGTERM on to the shell that it runs scripts in, which dies without telling us. */
function stopWithNpm(stop: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 250).unref();
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    process.stdout.write(USAGE);
    return;
  }
  const simulator = createSimulator(options);
  const { url } = await simulator.listen();
  const stop = (): void => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  stopWithNpm(stop);
  process.stdout.write(`${url}\n`);
  if (simulator.provider) process.stdout.write(`provider ${simulator.provider.url}\n`);
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
