import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChance } from './chance.ts';
import { SimulatorClock } from './clock.ts';
import type { ClockMode } from './clock.ts';
import { controlAnswer } from './control.ts';
import type { Controls } from './control.ts';
import { Faults } from './http/faults.ts';
import { applyFixture } from './fixtures.ts';
import type { FixtureStep } from './fixtures.ts';
import { goUnescape } from './go/go-url.ts';
import { OidcProvider } from './oidc/oidc-provider.ts';
import type { ProviderOptions } from './oidc/oidc-provider.ts';
import { ADMIN_GROUP } from './oidc/oidc-users.ts';
import { Pipeline } from './pipeline.ts';
import type { RawRequest } from './pipeline.ts';
import { profileOf } from './profile.ts';
import type { Answer } from './respond.ts';
import { plant } from './seed.ts';
import type { Seed, Seeded } from './seed.ts';
import { makeServer } from './http/server.ts';
import type { SimulatorTls } from './http/server.ts';
import type { State } from './state.ts';
import { Traffic } from './http/traffic.ts';
import { readBody } from './http/read-body.ts';
import { answerInstead, realDelay, writeAnswer } from './http/transport.ts';
import { World } from './world.ts';

/** How people sign in, and the provider that they sign in at. */
export interface SimulatorOidc extends Omit<ProviderOptions, 'isRedirectUri'> {
  readonly adminGroup?: string;
  /** False when absent: who is new chooses a name. */
  readonly autoOnboard?: boolean;
}

export interface SimulatorOptions {
  /** Any Harbor version string, `2.15.2` or `v2.16.0-dev`. */
  readonly version: string;
  /** 0 or absent: any free port of 127.0.0.1. */
  readonly port?: number;
  readonly tls?: SimulatorTls;
  /** Opens POST /__simulator/… . */
  readonly fixtures?: boolean;
  /** Milliseconds for checking a user's password, two at once; `true`: as the version. None when absent. */
  readonly loginCost?: number | boolean;
  /** `true`: 8 ms a request and 0.4 ms a robot listed. */
  readonly pageCost?: boolean | { readonly request: number; readonly robot: number };
  /** Makes everything that Harbor leaves to chance repeatable. */
  readonly seed?: number;
  /** Made at random when absent; see `adminPassword`. */
  readonly adminPassword?: string;
  /** `db_auth` when absent. */
  readonly authMode?: string;
  readonly clock?: ClockMode | SimulatorClock;
  /** Shown at /systeminfo; the address asked when absent. */
  readonly externalUrl?: string;
  /** People sign in through a provider of its own, as 'oidc_auth' says. */
  readonly oidc?: SimulatorOidc;
}

const PAGE_COST = { request: 8, robot: 0.4 };

/** A simulated Harbor. It listens on 127.0.0.1 only. */
export class Simulator {
  readonly options: SimulatorOptions;
  readonly adminPassword: string;
  readonly world: World;
  readonly faults = new Faults();
  readonly traffic = new Traffic();
  /** Undefined where people do not sign in through one. */
  readonly provider: OidcProvider | undefined;
  readonly #pipeline: Pipeline;
  readonly #pageCost: { readonly request: number; readonly robot: number } | undefined;
  #server: Server | undefined;
  #url = '';

  constructor(options: SimulatorOptions) {
    this.options = options;
    const profile = profileOf(options.version);
    const chance = createChance(options.seed);
    const { clock = 'real', loginCost = 0, pageCost = false, oidc } = options;
    const provider = oidc && new OidcProvider({ ...oidc, isRedirectUri: this.#isRedirectUri });
    this.provider = provider;
    this.adminPassword = options.adminPassword ?? `${chance.secrets.text(17)}aA1`;
    this.world = new World({
      profile,
      chance,
      clock: clock instanceof SimulatorClock ? clock : new SimulatorClock(clock),
      adminPassword: this.adminPassword,
      authMode: options.authMode ?? (oidc ? 'oidc_auth' : 'db_auth'),
      secure: options.tls !== undefined,
      loginCost: loginCost === true ? profile.passwordCost : Number(loginCost),
      ...(provider && oidc
        ? {
            oidc: {
              provider: () => provider,
              name: oidc.name ?? 'Simulated provider',
              adminGroup: oidc.adminGroup ?? ADMIN_GROUP,
              autoOnboard: oidc.autoOnboard ?? false,
            },
          }
        : {}),
    });
    this.world.externalUrl = options.externalUrl ?? '';
    this.#pageCost = pageCost === true ? PAGE_COST : pageCost === false ? undefined : pageCost;
    this.#pipeline = new Pipeline(this.world, options.tls !== undefined);
  }

  get clock(): SimulatorClock {
    return this.world.clock;
  }

  /** What the simulated Harbor keeps at this moment; a reset replaces it. */
  get state(): State {
    return this.world.state;
  }

  /** Mistakes of the simulator itself, which were answered with a masked 500; none, one hopes. */
  get defects(): readonly unknown[] {
    return this.#pipeline.defects;
  }

  /** `http://127.0.0.1:8152`, empty before `listen()`. */
  get url(): string {
    return this.#url;
  }

  /** Codes go to the external address, or to whatever name of this computer was asked. */
  readonly #isRedirectUri = (uri: string): boolean => {
    const to = new URL(uri);
    const own = new URL(this.world.externalUrl || this.#url);
    const isHere = ['127.0.0.1', 'localhost'].includes(to.hostname) && to.port === own.port;
    return to.origin === own.origin || (this.world.externalUrl === '' && isHere);
  };

  /** Starts to listen; rejects when the port is taken. */
  async listen(): Promise<{ url: string; port: number }> {
    const { tls, port = 0 } = this.options;
    await this.provider?.listen();
    const answer = (request: IncomingMessage, response: ServerResponse): void => {
      this.#serve(request, response).catch(() => response.destroy());
    };
    const server = makeServer(tls, answer);
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    this.#server = server;
    const bound = (server.address() as AddressInfo).port;
    this.#url = `${tls ? 'https' : 'http'}://127.0.0.1:${bound}`;
    return { url: this.#url, port: bound };
  }

  /** Stops listening and cuts what is still open. */
  async close(): Promise<void> {
    await this.provider?.close();
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }

  /** Fills it quickly, past HTTP and past every check. */
  seed(seed: Seed): Seeded {
    return plant(this.world, seed);
  }

  /** Applies a fixture step of a recording. */
  fixture(step: FixtureStep): void {
    applyFixture(this.world, step);
  }

  /** Back to `admin` and `library` alone, no faults, the clock where it began. */
  reset(): void {
    this.clock.reset();
    this.world.reset();
    this.world.shownClockOffset = 0;
    this.#pipeline.signIn.reset();
    this.faults.clear();
    this.traffic.clear();
  }

  /** Answers a request without any network. */
  async handle(request: RawRequest): Promise<Answer> {
    return (await this.#pipeline.handle(request)).answer;
  }

  get #controls(): Controls {
    return {
      fixture: (step) => this.fixture(step),
      reset: () => this.reset(),
      advance: (seconds) => this.clock.advance(seconds),
      addFault: (fault) => void this.faults.add(fault),
      clearFaults: () => this.faults.clear(),
      setShownClockOffset: (seconds) => {
        this.world.shownClockOffset = seconds;
      },
    };
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: target = '/', headers } = request;
    const now = (): number => this.clock.now() + this.world.shownClockOffset * 1000;
    const body = await readBody(request);
    const raw: RawRequest = { method, target, headers, body };
    const control = controlAnswer(this.options.fixtures ? this.#controls : undefined, raw);
    if (control) return writeAnswer(response, control, [], now());
    if (goUnescape(target.split('?')[0] ?? '', false) === undefined) {
      const text = 'text/plain; charset=utf-8';
      const bad = { status: 400, headers: { 'content-type': text }, body: '400 Bad Request' };
      return writeAnswer(response, bad, [], now());
    }
    const done = this.traffic.begin(raw);
    try {
      const seen = { method, target, count: this.traffic.count };
      await this.faults.runHooks(seen);
      const faults = this.faults.take(seen);
      for (const fault of faults)
        if (fault.kind === 'latency') await realDelay(fault.delay ?? 1000);
      if (faults.some(({ kind }) => kind === 'cut-before')) {
        response.destroy();
        return;
      }
      const answer = answerInstead(faults) ?? (await this.#answer(raw));
      await writeAnswer(response, answer, faults, now());
    } finally {
      done();
    }
  }

  async #answer(raw: RawRequest): Promise<Answer> {
    const { answer, listed } = await this.#pipeline.handle(raw);
    const cost = this.#pageCost;
    if (cost) await realDelay(cost.request + cost.robot * listed);
    return answer;
  }
}

/** A simulated Harbor of any version; call `listen()` to reach it over HTTP. */
export function createSimulator(options: SimulatorOptions): Simulator {
  return new Simulator(options);
}
