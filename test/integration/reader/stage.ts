import { expect } from 'vitest';
import type { InstanceView } from '../../../shared/contract/instances.ts';
import type { Plan, PlanStep } from '../../../shared/contract/plans.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { harbor } from '../harbor/stage.ts';
import { aComputer, type App, type Computer, draftFor, settled } from '../instances/stage.ts';

/** Time that only passes when a test says so. */
export interface FakeTime {
  readonly now: () => number;
  readonly after: (seconds: number, call: () => void) => () => void;
  /** Lets so many seconds pass, and calls what is due. */
  pass(seconds: number): void;
}

export function fakeTime(): FakeTime {
  let now = Math.floor(Date.now() / 1_000);
  const timers = new Set<{ at: number; call: () => void }>();
  return {
    now: () => now,
    after(seconds, call) {
      const timer = { at: now + seconds, call };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    pass(seconds) {
      now += seconds;
      for (const timer of [...timers].filter(({ at }) => at <= now)) {
        timers.delete(timer);
        timer.call();
      }
    },
  };
}

const permissions = [
  {
    kind: 'project' as const,
    namespace: '*',
    access: [{ resource: 'repository', action: 'pull' }],
  },
];

/** Projects and robots of both levels. */
export const FLEET = {
  projects: [
    { name: 'apps', public: false },
    { name: 'tools', public: false },
  ],
  robots: [
    { name: 'ci', permissions },
    { name: 'deploy', project: 'apps' },
    { name: 'scan', project: 'tools' },
  ],
};

/** Harbors with a fleet each, all read with one login. */
export interface ReaderStage {
  readonly computer: Computer;
  readonly time: FakeTime;
  readonly simulators: readonly Simulator[];
  app: App;
  view(name: string): Promise<InstanceView>;
  ids(...names: string[]): Promise<string[]>;
  /** Plans readers and waits until they are checked. */
  plan(names: readonly string[], thenAsk?: boolean): Promise<Plan>;
  /** Applies and waits until it stands still and was taken up. */
  apply(plan: Plan): Promise<PlanStep[]>;
  checked(plan: Plan): Promise<Plan>;
  sync(name: string): Promise<InstanceView>;
  /** Starts Purser anew on the same computer. */
  restart(): Promise<void>;
}

export async function readerStage(versions: readonly string[]): Promise<ReaderStage> {
  const time = fakeTime();
  const simulators = await Promise.all(versions.map((version) => harbor({ version })));
  for (const simulator of simulators) simulator.seed(FLEET);
  const computer = aComputer();
  const start = (): Promise<App> => computer.start({ now: time.now, after: time.after });
  const app = await start();
  let loginId: string | null = null;
  for (const [index, simulator] of simulators.entries()) {
    const more: Parameters<typeof draftFor>[2] =
      loginId === null ? {} : { login: { id: loginId }, secrets: {} };
    const saved: InstanceView = await app.call(
      'instances.save',
      draftFor(simulator, `h${String(index)}`, more),
    );
    loginId = saved.login.id;
    await settled(app, saved.config.name, 'fresh');
  }
  const made: ReaderStage = {
    computer,
    time,
    simulators,
    app,
    view: (name) => made.app.view(name),
    ids: async (...names) =>
      Promise.all(names.map(async (name) => (await made.app.view(name)).config.id)),
    async plan(names, thenAsk = false) {
      const ids = await made.ids(...names);
      return made.checked(await made.app.call('reader.plan', { ids, days: 90, thenAsk }));
    },
    async checked({ id }) {
      await made.app.services.commands.settled();
      return made.app.call('plans.get', { id });
    },
    async apply(plan) {
      await made.app.call('plans.apply', { id: plan.id });
      const { state } = await made.checked(plan);
      // What is told of a plan is told a moment later.
      await expect
        .poll(() =>
          made.app.told
            .get('plans.changed')
            ?.some((one) => (one as Plan).id === plan.id && (one as Plan).state === state),
        )
        .toBe(true);
      await made.app.services.reader.settled();
      await made.app.services.sync.settled();
      return made.app.call('plans.steps', { id: plan.id, from: 0, count: 200 });
    },
    async sync(name) {
      const [id = ''] = await made.ids(name);
      await made.app.call('sync.start', { ids: [id] });
      await made.app.services.sync.settled();
      return made.view(name);
    },
    async restart() {
      await made.app.quit();
      made.app = await start();
    },
  };
  return made;
}

/** Everybody who sent a request since the last look, but for the new robot's own proof. */
export function whoAsked({ traffic }: Simulator): string[] {
  const names = new Set(traffic.seen.map(({ username }) => username).filter((name) => name !== ''));
  if (traffic.seen.some(({ cookie }) => cookie)) names.add('a session');
  traffic.clear();
  return [...names].sort();
}
