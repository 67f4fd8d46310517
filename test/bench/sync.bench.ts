import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { createSimulator } from '../../shared/simulator/simulator.ts';
import * as earlier from './inventory-fleet.ts';
import { bareLoop, startHarbor, startSubject } from './sync-stage.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Upper bound, null for what is only worth knowing. */
  readonly limit: number | null;
}

/** Robots of other instances that are in the cache already, so that it holds 100 000. */
const OTHERS = 80_000;

const isPage = (request: string): boolean => /\/(projects|robots)\?/.test(request);
const pathOf = (request: string): string => request.slice(request.indexOf(' ') + 1);
const isSignIn = (request: string): boolean => request.includes(' /c/');
const least = (values: readonly number[]): number => Math.min(...values);

/** Against a Harbor whose logins are cheap: time, requests, and a second sync. */
async function timeAndRequests(): Promise<Figure[]> {
  const harbor = await startHarbor('2.14.4', 'none');
  try {
    const first = await startSubject(harbor.url);
    await first.sync();
    const requests = await harbor.requests();
    const pages = requests.filter(isPage).map(pathOf);
    const before = first.written();
    const again = await first.sync();
    const writtenAgain = first.written() - before;
    await first.close();

    const bare: number[] = [];
    const ours: number[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      bare.push(await bareLoop(harbor.url, pages));
      const subject = await startSubject(harbor.url);
      ours.push(await subject.sync());
      await subject.close();
    }
    const [bareTime, ourTime] = [least(bare), least(ours)];
    return [
      { name: 'sync.bare-loop', value: bareTime, unit: 's', limit: null },
      { name: 'sync.time', value: ourTime, unit: 's', limit: null },
      { name: 'sync.time-again', value: again, unit: 's', limit: null },
      { name: 'sync.time-over-bare-loop', value: ourTime / bareTime, unit: 'ratio', limit: 1.15 },
      { name: 'sync.requests', value: requests.length, unit: 'requests', limit: null },
      {
        name: 'sync.requests-over-plan',
        value: requests.length / harbor.plan,
        unit: 'ratio',
        limit: 1,
      },
      { name: 'sync.rows-written-again', value: writtenAgain, unit: 'rows', limit: 0 },
    ];
  } finally {
    harbor.stop();
  }
}

/** Against a Harbor that checks a user's password for 0.4 s with every request. */
async function dearLogins(): Promise<Figure[]> {
  const harbor = await startHarbor('2.15.2', 'version');
  try {
    const subject = await startSubject(harbor.url);
    const ours = await subject.sync();
    await subject.close();
    const requests = await harbor.requests();
    const bare = await bareLoop(harbor.url, requests.filter(isPage).map(pathOf));
    const signIn = requests.filter(isSignIn).length;
    return [
      { name: 'sync.dear-login.bare-loop', value: bare, unit: 's', limit: null },
      { name: 'sync.dear-login.time', value: ours, unit: 's', limit: null },
      { name: 'sync.dear-login.sign-ins', value: signIn, unit: 'requests', limit: null },
      {
        name: 'sync.dear-login.time-over-bare-loop',
        value: ours / bare,
        unit: 'ratio',
        limit: 0.1,
      },
    ];
  } finally {
    harbor.stop();
  }
}

/** Milliseconds that the main thread's events wait, 99 of 100, while something goes on. */
async function delayWhile(work: Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work;
  delay.disable();
  return delay.percentile(99) / 1e6;
}

/** Types and scrolls in a cache of 100 000 robots while 20 000 of them are being synced. */
async function responsiveness(): Promise<Figure[]> {
  const harbor = await startHarbor('2.14.4', 'none');
  const subject = await startSubject(harbor.url);
  try {
    const { inventory } = subject;
    await earlier.sync(inventory, 1, earlier.robotsOf(1, OTHERS, 300));
    const idle = await delayWhile(wait(1_000));
    let isSyncing = true;
    const busy = subject.sync().finally(() => (isSyncing = false));
    const filter = async (): Promise<void> => {
      const at = { now: Date.now() / 1_000, criticalDays: 7, soonDays: 30 };
      const sort = { column: 'expires', descending: false } as const;
      for (let turn = 0; isSyncing; turn += 1) {
        const query =
          ['', 'ci', 'state:expired', 'can:repository:push', 'expires:<30d'][turn % 5] ?? '';
        const { keys } = await inventory.query({ query, scope: [], sort }, at);
        await inventory.rows([...keys.subarray(0, 100)], at);
        await inventory.facets({ query, scope: [] }, at);
      }
    };
    const delay = await delayWhile(Promise.all([busy, filter()]));
    return [
      { name: 'sync.event-loop-delay-idle-p99', value: idle, unit: 'ms', limit: null },
      { name: 'sync.event-loop-delay-p99', value: delay, unit: 'ms', limit: 50 },
    ];
  } finally {
    await subject.close();
    harbor.stop();
  }
}

/** Entries of the audit log before the first sync, and between it and the second. */
const LOGGED = 10_000;
const LOGGED_SINCE = 1_250;

/**
 * What it costs to see when robots were last used: requests for the log over its pages of a hundred
 * entries, when all of it is read and when some of it is new. After a full page it takes one more to
 * know that nothing follows, and one to know where the log begins.
 */
async function lastSeen(): Promise<Figure[]> {
  const simulator = createSimulator({ version: '2.14.4', adminPassword: 'Harbor12345' });
  const { robots } = simulator.seed({
    robots: Array.from({ length: 50 }, (_, index) => ({ name: `ci-${String(index)}` })),
  });
  const use = (count: number): void => {
    const audit = Array.from({ length: count }, (_, index) => ({
      username: robots[index % robots.length]?.name ?? '',
      operation: 'pull',
      resource: 'library/nginx:latest',
      at: Date.now(),
    }));
    simulator.seed({ audit });
  };
  const asked = (): number =>
    simulator.traffic.seen.filter(({ target }) => target.includes('/audit')).length;
  use(LOGGED);
  await simulator.listen();
  const subject = await startSubject(simulator.url, LOGGED);
  try {
    await subject.sync();
    const first = asked();
    use(LOGGED_SINCE);
    await subject.sync();
    const again = asked() - first;
    const over = (requests: number, entries: number): number =>
      requests / (Math.floor(entries / 100) + 2);
    return [
      { name: 'sync.last-seen.requests', value: first, unit: 'requests', limit: null },
      { name: 'sync.last-seen.over-pages', value: over(first, LOGGED), unit: 'ratio', limit: 1 },
      { name: 'sync.last-seen.requests-again', value: again, unit: 'requests', limit: null },
      {
        name: 'sync.last-seen.over-pages-again',
        value: over(again, LOGGED_SINCE),
        unit: 'ratio',
        limit: 1,
      },
    ];
  } finally {
    await subject.close();
    await simulator.close();
  }
}

/** Syncs 20 000 robots in 300 projects from a Harbor that takes its time. */
export async function run(): Promise<Figure[]> {
  return [
    ...(await timeAndRequests()),
    ...(await responsiveness()),
    ...(await dearLogins()),
    ...(await lastSeen()),
  ];
}
