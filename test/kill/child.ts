import { dirname, join } from 'node:path';
import keytar from 'keytar';
import { createKeychain } from '../../electron/keychain/keychain.ts';
import { loadKeytar } from '../../electron/keychain/keytar.ts';
import { createServices, type Services } from '../../electron/services.ts';
import type { Plan } from '../../shared/contract/plans.ts';
import { memoryDesktop } from '../integration/memory-desktop.ts';
import { portsAlone } from '../integration/ports-alone.ts';
import type { Answer, Job, Report } from './messages.ts';
import {
  createPoints,
  type Points,
  watchedInventory,
  watchedKeytar,
  watchFiles,
  watchRequests,
} from './points.ts';
import { draftOf, OUT, scenarioOf } from './scenarios.ts';

/** The real services, keychain and databases without a window; told over IPC what to do. */

/** Times that a plan is carried on when it stands still. */
const MOST_ROUNDS = 5;
/** Plans that may follow each other in one scenario. */
const MOST_PLANS = 5;

/** Where exports go: beside the data folder, of which there is a copy for each blow. */
const outOf = ({ folder }: Job): string => join(dirname(folder), OUT);

async function open(job: Job, points: Points): Promise<Services> {
  const { kind, folder, service, scenario } = job;
  const ports = await portsAlone(folder);
  const desktop = memoryDesktop();
  const { exported } = scenarioOf(scenario);
  if (exported !== undefined) desktop.savePath = join(outOf(job), exported.name);
  if (kind === 'prepare') {
    const { sync } = ports.settings.get();
    await ports.settings.set({ sync: { ...sync, atStart: false, onFocus: false } });
  }
  return createServices({
    ...ports,
    desktop,
    secrets: createKeychain({
      load: async () => watchedKeytar(await loadKeytar(), points),
      remember: () => undefined,
      service,
    }),
    openInventory: async (options) => watchedInventory(await ports.openInventory(options), points),
  });
}

const lastPlan = ({ commands }: Pick<Services, 'commands'>): Plan | null =>
  commands.list()[0] ?? null;

async function seen(services: Services, service: string, points: Points): Promise<Report> {
  const { commands, inventory, secrets, instances } = services;
  const plan = lastPlan(services);
  const { entries } = await inventory.journalEntries({
    text: '',
    ids: [],
    robotKey: null,
    operations: [],
    results: [],
    planId: plan?.id ?? null,
    before: null,
    count: 50,
  });
  const keychain = await keytar.findCredentials(service);
  const kept = secrets.list({}).secrets;
  const steps = plan === null ? [] : await commands.steps(plan.id, 0, 100);
  return {
    points: points.names,
    instanceId: instances.book.all().instances[0]?.id ?? '',
    state: plan?.state ?? null,
    pausedWhy: plan?.pausedWhy ?? '',
    steps: steps.map((step) => ({
      status: step.status,
      message: step.error?.message ?? '',
      differs: step.differs.map(({ field, planned, found }) => `${field}: ${planned} / ${found}`),
    })),
    secrets: kept.map(({ state }) => state),
    handedOver: kept.filter(({ handedOver }) => handedOver).length,
    notExported: plan?.exportTo?.failure ?? null,
    journal: entries.map(({ result }) => result),
    keychain: keychain.map(({ account, password }) => [account, password] as const),
  };
}

/** Adds the instance, reads it, and plans; the plan is checked when it resolves. */
async function prepare(
  services: Services,
  { scenario, url }: Extract<Job, { kind: 'prepare' }>,
): Promise<void> {
  const { commands, instances, sync } = services;
  const { login, plan, act } = scenarioOf(scenario);
  const { id } = await instances.save(draftOf(url, login));
  sync.start([id]);
  await sync.settled();
  await plan(services, id);
  await commands.settled();
  if (act !== undefined) return;
  const made = lastPlan(services);
  const steps = made === null ? [] : await commands.steps(made.id, 0, 100);
  if (made?.state === 'ready' && steps.every(({ status }) => status === 'planned')) return;
  throw new Error(`the plan is not ready: ${JSON.stringify([made, steps])}`);
}

type Carried = Exclude<Job, { kind: 'prepare' }>;

/** Does what the scenario is about, or lets another start settle what a kill left of it. */
async function actOn(services: Services, { kind, scenario }: Carried): Promise<boolean> {
  const { act } = scenarioOf(scenario);
  if (act === undefined) return false;
  await (kind === 'apply' ? act(services) : services.secrets.settle());
  return true;
}

async function close({ commands }: Pick<Services, 'commands'>): Promise<void> {
  const plan = lastPlan({ commands });
  if (plan !== null) await commands.close(plan.id);
}

/** Applies until nothing follows; a process that may be killed does not try a plan twice. */
async function carryOn(services: Services, { kind, scenario }: Carried): Promise<void> {
  const { commands, instances, sync } = services;
  const { goOn } = scenarioOf(scenario);
  const most = kind === 'apply' ? 1 : MOST_ROUNDS;
  if (kind === 'resume' && goOn !== undefined) {
    // As the app does when it starts.
    sync.start(instances.book.all().instances.map(({ id }) => id));
    await sync.settled();
  }
  let plans = 0;
  for (let tries = 0; tries <= most && plans < MOST_PLANS;) {
    const plan = lastPlan(services);
    if (plan === null || plan.state === 'finished') {
      if ((await goOn?.(services)) !== true) return;
      tries = 0;
      plans += 1;
    } else {
      tries += 1;
      if (tries <= most) await commands.apply(plan.id, false);
    }
    await commands.settled();
  }
}

async function run(job: Job): Promise<Report> {
  const points = createPoints(job.kind === 'apply' ? job.killAt : null);
  const services = await open(job, points);
  try {
    if (job.kind === 'prepare') {
      await prepare(services, job);
    } else if (job.kind === 'close') {
      await close(services);
    } else {
      if (job.kind === 'apply') {
        watchRequests(points);
        watchFiles(points, outOf(job));
        points.begin();
      }
      if (!(await actOn(services, job))) await carryOn(services, job);
    }
    return await seen(services, job.service, points);
  } finally {
    await services.close();
  }
}

process.on('message', (job: Job) => {
  void run(job).then(
    (report) => process.send?.({ ok: true, report } satisfies Answer),
    (error: unknown) =>
      process.send?.({
        ok: false,
        error: String((error as Error).stack ?? error),
      } satisfies Answer),
  );
});
process.send?.('ready');
