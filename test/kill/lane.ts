import { fork, type ChildProcess } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import keytar from 'keytar';
import { createSimulator, type Simulator } from '../../shared/simulator/simulator.ts';
import { KILL_CHILD } from '../built.ts';
import type { Answer, Job, Report } from './messages.ts';
import { OUT, PASSWORD, scenarioOf, type Scenario } from './scenarios.ts';

/** Longest time for one job, in milliseconds. */
const LONGEST = 120_000;

/** One thing that happens to a plan while it is carried out. */
export type Blow =
  /** The process is killed at this moment, counted from 0. */
  | { readonly kind: 'kill'; readonly at: number }
  /** The connection is cut before or after Harbor applied the request, counted from 0. */
  | { readonly kind: 'cut-before' | 'cut-after'; readonly at: number };

/** Texts of the files that are in the folder of exports, by name. */
export type Files = ReadonlyMap<string, string>;

/** What there is at the end, and which files there were when the process had been killed. */
export interface Seen extends Report {
  readonly killed: Files;
  readonly files: Files;
}

const start = (): ChildProcess =>
  fork(KILL_CHILD, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: [],
  });

/** Resolves to what the child says, or to null when it is killed. */
function ask(child: ChildProcess, job: Job): Promise<Report | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`a child did not end its job: ${JSON.stringify(job)}`));
    }, LONGEST);
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit);
      act();
    };
    const onMessage = (message: Answer | 'ready'): void => {
      if (message === 'ready') return;
      settle(() => (message.ok ? resolve(message.report) : reject(new Error(message.error))));
    };
    const onExit = (code: number | null, signal: string | null): void =>
      settle(() => {
        if (signal === 'SIGKILL') resolve(null);
        else reject(new Error(`a child ended with ${String(code ?? signal)}`));
      });
    child.on('message', onMessage).once('exit', onExit);
    child.send(job);
  });
}

/**
 * One scenario at one Harbor: a simulator, a data folder with a plan that is ready, and the
 * keychain as it was then. Every blow begins from that state again.
 */
export class Lane {
  readonly scenario: Scenario;
  readonly simulator: Simulator;
  readonly #home: string;
  readonly #service: string;
  /** Carries plans on and looks; lives as long as the lane. */
  readonly #second = start();
  /** Started ahead of time, so that a blow waits for no start. */
  #next = start();
  #kept: readonly { account: string; password: string }[] = [];
  #count = 0;

  private constructor(scenario: Scenario, simulator: Simulator, home: string) {
    this.scenario = scenario;
    this.simulator = simulator;
    this.#home = home;
    this.#service = `Purser kill matrix ${home}`;
  }

  static async open(name: string, version: string): Promise<Lane> {
    const scenario = scenarioOf(name);
    const simulator = createSimulator({
      version,
      adminPassword: PASSWORD,
      clock: 'jump',
      seed: 3,
    });
    await simulator.listen();
    const home = mkdtempSync(join(tmpdir(), 'purser-kill-'));
    const lane = new Lane(scenario, simulator, home);
    simulator.seed(scenario.seed);
    const folder = join(home, 'ready');
    mkdirSync(folder);
    lane.#emptyOut();
    const { url } = simulator;
    const service = lane.#service;
    await ask(lane.#second, { kind: 'prepare', folder, service, scenario: name, url });
    lane.#kept = await keytar.findCredentials(service);
    return lane;
  }

  /** The folder of exports as it is before. */
  #emptyOut(): void {
    const out = join(this.#home, OUT);
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out, { mode: 0o700 });
    const { name = '', before = null } = this.scenario.exported ?? {};
    if (before !== null) writeFileSync(join(out, name), before);
  }

  #files(): Files {
    const out = join(this.#home, OUT);
    return new Map(readdirSync(out).map((name) => [name, readFileSync(join(out, name), 'utf8')]));
  }

  /** The state before anything was sent: Harbor, keychain, files, and a copy of the data folder. */
  async #again(): Promise<string> {
    this.#emptyOut();
    this.simulator.reset();
    this.simulator.seed(this.scenario.seed);
    const kept = new Map(this.#kept.map(({ account, password }) => [account, password]));
    for (const { account, password } of await keytar.findCredentials(this.#service)) {
      if (!kept.has(account)) await keytar.deletePassword(this.#service, account);
      else if (kept.get(account) === password) kept.delete(account);
    }
    for (const [account, password] of kept)
      await keytar.setPassword(this.#service, account, password);
    this.#count += 1;
    const folder = join(this.#home, String(this.#count));
    cpSync(join(this.#home, 'ready'), folder, { recursive: true });
    return folder;
  }

  async #apply(folder: string, killAt: number | null): Promise<Report | null> {
    const child = this.#next;
    this.#next = start();
    const service = this.#service;
    const scenario = this.scenario.name;
    const report = await ask(child, { kind: 'apply', folder, service, scenario, killAt });
    child.kill();
    return report;
  }

  /** Carries the plan out undisturbed: what it passes, and how many requests it sends. */
  async discover(): Promise<{ points: readonly string[]; requests: number; report: Seen }> {
    const folder = await this.#again();
    const report = await this.#apply(folder, null);
    if (report === null) throw new Error('nobody should have killed this');
    rmSync(folder, { recursive: true, force: true });
    const files = this.#files();
    const requests = this.simulator.traffic.count;
    return { points: report.points, requests, report: { ...report, files, killed: files } };
  }

  /**
   * Lets one thing happen while the plan is carried out, then carries it on, or closes it, in
   * another process. Null where the process came to its end without being killed.
   */
  async suffer(blow: Blow, then: 'resume' | 'close' = 'resume'): Promise<Seen | null> {
    const folder = await this.#again();
    if (blow.kind !== 'kill') {
      this.simulator.faults.add({ kind: blow.kind, after: blow.at, times: 1 });
    }
    const report = await this.#apply(folder, blow.kind === 'kill' ? blow.at : null);
    this.simulator.faults.clear();
    if (blow.kind === 'kill' && report !== null) return null;
    const service = this.#service;
    const scenario = this.scenario.name;
    const killed = this.#files();
    const seen = await ask(this.#second, { kind: then, folder, service, scenario });
    rmSync(folder, { recursive: true, force: true });
    return seen === null ? null : { ...seen, killed, files: this.#files() };
  }

  async close(): Promise<void> {
    for (const child of [this.#second, this.#next]) child.kill('SIGKILL');
    for (const { account } of await keytar.findCredentials(this.#service)) {
      await keytar.deletePassword(this.#service, account);
    }
    await this.simulator.close();
    rmSync(this.#home, { recursive: true, force: true });
  }
}
