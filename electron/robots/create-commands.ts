import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/contract/errors.ts';
import type { Operation, RobotWish } from '../../shared/contract/operations.ts';
import type { Plan, PlanState } from '../../shared/contract/plans.ts';
import { titleOf } from '../../shared/robots/changes/words.ts';
import type { SecretChoice } from '../../shared/contract/secrets.ts';
import { createLoginGates } from '../sync/login-gate.ts';
import { isLeft, type PlanRun, startRun } from './apply-plan.ts';
import { checkPlan } from './check-plan.ts';
import type { Commands } from './commands.ts';
import type { CommandPorts } from './harbors.ts';
import { entryOf } from './journal-entry.ts';
import { canAnswer, settle, waitsForAnswer } from './answers.ts';
import { createFileCommands } from './file-commands.ts';
import { giveSecret } from './own-secrets.ts';
import { CLOSED, keepAll, keepSome } from './kept.ts';
import { type CloneWishes, cloneSteps } from './clone-steps.ts';
import { creationSteps } from './creation-steps.ts';
import { planMarkdown } from './markdown.ts';
import {
  isJudged,
  isRemoving,
  makesSecret,
  type PlanRecord,
  type StepRecord,
} from './plan-record.ts';
import { createPlanShelf } from './plan-shelf.ts';
import { createPlaces } from './places.ts';
import { planSteps } from './plan-steps.ts';
import { prepareSecrets } from './prepare-secrets.ts';
import { createPreview } from './preview.ts';
import { createReports } from './reports.ts';
import { planView, stepView, waitsForInstance } from './step-view.ts';
import { oppositeOf, undoSteps } from './undo.ts';
import { dropUnsent } from './unsent-secrets.ts';

/** What the object graph gives to the room that changes robots. */
export interface CommandOptions extends CommandPorts {
  readonly onPlanChanged: (plan: Plan) => void;
}

/** What is going on for a plan. */
interface Activity {
  readonly checking: AbortController | null;
  readonly run: PlanRun | null;
  readonly done: Promise<void>;
}

const notNow = (what: string): AppError =>
  new AppError('not-allowed', `This plan cannot be ${what} as it stands.`);

/** Throws `invalid-input` for the secret of a robot that there is none for. */
function requireSource({ kind }: SecretChoice, mayBePrepared = false): void {
  if (kind === 'prepared' && !mayBePrepared) {
    throw new AppError('invalid-input', 'Only robots that are there can get a prepared secret.');
  }
  if (kind !== 'kept') return;
  throw new AppError('invalid-input', 'Only clones can get a secret that is kept already.');
}

/** The plans of one workspace, and what is going on for each. `load` must come first. */
export function createCommands(ports: CommandOptions): Commands & { load(): Promise<void> } {
  const activities = new Map<string, Activity>();
  const gates = createLoginGates();

  const places = createPlaces(ports, gates);
  const preview = createPreview(ports, gates, places);

  const isProduction = (id: string): boolean =>
    ports.book.all().instances.some((one) => one.id === id && one.production);
  const nameOf = (id: string): string =>
    ports.book.all().instances.find((one) => one.id === id)?.name ?? 'a removed instance';
  const viewOf = (plan: PlanRecord): Plan => planView(plan, isProduction);
  const reports = createReports((plan) => ports.onPlanChanged(viewOf(plan)));

  const shelf = createPlanShelf(ports.inventory, viewOf);
  const requireState = (plan: PlanRecord, what: string, ...states: PlanState[]): void => {
    if (activities.has(plan.id) || !states.includes(plan.state)) throw notNow(what);
  };
  const become = (plan: PlanRecord, state: PlanState, pausedWhy = ''): void => {
    plan.state = state;
    plan.pausedWhy = pausedWhy;
    reports.say(plan);
  };

  /** Remembers what is going on until it has ended; failures of our own are logged. */
  const during = (
    plan: PlanRecord,
    activity: Omit<Activity, 'done'>,
    task: Promise<void>,
  ): void => {
    const done = task
      .catch((error: unknown) => {
        ports.log.warn(`The plan ${plan.id} failed`, error);
        const message = error instanceof AppError ? error.message : 'Purser failed; see its log.';
        plan.state = 'paused';
        plan.pausedWhy = message;
      })
      .then(() => {
        activities.delete(plan.id);
        reports.say(plan);
      });
    activities.set(plan.id, { ...activity, done });
  };

  const beginCheck = (plan: PlanRecord, only?: ReadonlySet<StepRecord>): void => {
    const checking = new AbortController();
    const { signal } = checking;
    become(plan, 'checking');
    const check = async (): Promise<void> => {
      const onProgress = (): void => reports.say(plan);
      await checkPlan(plan, { ports, gates, signal, onProgress, ...(only ? { only } : {}) });
      plan.state = 'ready';
      plan.checkedAt = Math.floor(ports.now());
      await keepAll(ports.inventory, plan);
    };
    const task = check().catch((error: unknown) => {
      if (!signal.aborted) throw error;
      plan.state = 'interrupted';
    });
    during(plan, { checking, run: null }, task);
  };

  const add = (plan: PlanRecord): Plan => {
    shelf.add(plan);
    beginCheck(plan);
    return viewOf(plan);
  };

  const record = (
    part: Pick<PlanRecord, 'title' | 'operation' | 'steps'> &
      Partial<Pick<PlanRecord, 'undoOf' | 'origin'>>,
  ): PlanRecord => ({
    id: randomUUID(),
    createdAt: Math.floor(ports.now()),
    state: 'checking',
    pausedWhy: '',
    checkedAt: null,
    wasUndone: false,
    undoOf: null,
    origin: null,
    ...part,
  });

  const addSteps = (operation: Operation, steps: StepRecord[]): Plan => {
    if (steps.length === 0) {
      throw new AppError('unknown-item', 'None of these robots is in the inventory any more.');
    }
    const robots = steps.map(({ seen }) => seen.name);
    const instances = [...new Set(steps.map(({ instanceId }) => nameOf(instanceId)))];
    const title = titleOf(operation, robots, instances);
    return add(record({ title, operation, steps }));
  };

  const make = async (operation: Operation, keys: readonly number[]): Promise<Plan> => {
    if (operation.kind === 'create') {
      throw new AppError('invalid-input', 'New robots are planned by their definitions.');
    }
    if ('secret' in operation) requireSource(operation.secret, operation.kind === 'refresh');
    return addSteps(operation, await planSteps(ports.inventory, operation, keys));
  };

  const create = async (wishes: readonly RobotWish[], source: 'new' | 'legacy'): Promise<Plan> => {
    for (const { instanceId } of wishes.flatMap(({ places }) => places)) {
      ports.book.instance(instanceId);
    }
    for (const { secret } of wishes) requireSource(secret);
    const steps = await creationSteps(ports.inventory, wishes, ports.now());
    return addSteps({ kind: 'create', source }, steps);
  };

  const clone = async (wishes: CloneWishes): Promise<Plan> => {
    if (wishes.secret.kind !== 'kept') requireSource(wishes.secret);
    if (wishes.name !== null && new Set(wishes.keys).size > 1) {
      throw new AppError('invalid-input', 'A new name can be given to one robot only.');
    }
    for (const { instanceId } of wishes.places) ports.book.instance(instanceId);
    const steps = await cloneSteps(ports.inventory, wishes, ports.now());
    return addSteps({ kind: 'create', source: 'clone' }, steps);
  };

  const apply = async (id: string, sessionOnly: boolean): Promise<void> => {
    const plan = await shelf.open(id);
    requireState(plan, 'applied', 'ready', 'paused', 'interrupted');
    if (plan.steps.some((step) => step.status === 'planned' && !isJudged(step))) {
      throw new AppError('not-allowed', 'Check this plan first: some robots were not read yet.');
    }
    if (!sessionOnly && plan.steps.some((step) => isLeft(step) && makesSecret(step))) {
      await ports.secrets.requireReady();
      // Another call may have begun meanwhile.
      requireState(plan, 'applied', 'ready', 'paused', 'interrupted');
    }
    become(plan, 'running');
    await keepSome(ports.inventory, plan, []).catch((error: unknown) => {
      become(plan, 'paused', 'The plan could not be kept, so nothing was sent.');
      throw error;
    });
    await dropUnsent(plan, ports);
    const onProgress = (): void => reports.say(plan);
    const run = startRun(plan, { ports, gates, sessionOnly, onProgress });
    const task = run.ended.then(async (why) => {
      plan.state = why === '' ? 'finished' : 'paused';
      plan.pausedWhy = why;
      await keepSome(ports.inventory, plan, []);
    });
    during(plan, { checking: null, run }, task);
  };

  const endActivity = async (id: string, why: string): Promise<void> => {
    const activity = activities.get(id);
    activity?.checking?.abort(new AppError('cancelled', 'The check was ended.'));
    activity?.run?.stop(why);
    await activity?.done;
  };

  const close = async (id: string): Promise<void> => {
    const plan = await shelf.open(id);
    await endActivity(id, 'It was closed.');
    if (plan.state === 'finished') return;
    const open = plan.steps.filter(isLeft);
    for (const step of open) step.status = step.status === 'running' ? 'unknown' : 'not-tried';
    const entries = open.flatMap((step) => {
      const who = { at: ports.now(), instanceName: nameOf(step.instanceId), username: '' };
      const entry = entryOf(plan, step, who);
      return entry === null ? [] : [entry];
    });
    await dropUnsent(plan, ports);
    plan.state = 'finished';
    plan.pausedWhy = '';
    await keepSome(ports.inventory, plan, open, entries);
    reports.say(plan);
  };

  const undo = async (id: string): Promise<Plan> => {
    const plan = await shelf.open(id);
    if (!viewOf(plan).canUndo) throw notNow('taken back');
    plan.wasUndone = true;
    await keepSome(ports.inventory, plan, []);
    reports.say(plan);
    const title = `Undo: ${plan.title}`;
    const steps = undoSteps(plan);
    return add(record({ title, operation: oppositeOf(plan), undoOf: id, steps }));
  };

  const enterSecret = async (id: string, handle: string): Promise<void> => {
    const plan = await shelf.open(id);
    requireState(plan, 'changed', 'ready', 'paused', 'interrupted');
    const steps = giveSecret(plan, handle);
    if (steps.length === 0) throw new AppError('not-allowed', 'No robot here misses a secret.');
    beginCheck(plan, new Set(steps));
  };

  /** Checks what waited for this instance. */
  const answered = (instanceId: string): void => {
    for (const { id } of shelf.views().filter(({ waitsFor }) => waitsFor.includes(instanceId))) {
      const plan = shelf.find(id);
      if (activities.has(id) || plan.state === 'running') continue;
      const steps = plan.steps.filter(
        (step) => step.instanceId === instanceId && waitsForInstance(step),
      );
      beginCheck(plan, new Set(steps));
    }
  };

  const settled = async (): Promise<void> => {
    await Promise.all([...activities.values()].map(({ done }) => done));
  };

  return {
    load: () => shelf.load(ports.now()),
    make,
    create,
    prepare: async (keys, choice) =>
      prepareSecrets(await ports.inventory.robotsByKeys(keys), choice, ports),
    clone,
    preview,
    place: (instanceId) => places.list(instanceId),
    get: shelf.view,
    list: shelf.views,
    async steps(id, from, count, { only = [], conflicts = false } = {}) {
      const plan = await shelf.open(id);
      const isWanted = (step: StepRecord): boolean =>
        (only.length === 0 || only.includes(step.status)) && (!conflicts || waitsForAnswer(step));
      return plan.steps
        .filter(isWanted)
        .slice(from, from + count)
        .map((step) => stepView(plan, step));
    },
    async check(id) {
      const plan = await shelf.open(id);
      requireState(plan, 'checked', 'ready', 'paused', 'interrupted');
      beginCheck(plan);
    },
    apply,
    stop: (id) => activities.get(shelf.view(id).id)?.run?.stop('It was stopped.'),
    async answerConflict(id, wanted, answer) {
      const plan = await shelf.open(id);
      requireState(plan, 'changed', 'ready', 'paused', 'interrupted', 'finished');
      if (answer === 'merge' && isRemoving(plan.operation)) throw notNow('merged');
      const steps =
        wanted === 'all'
          ? plan.steps.filter(waitsForAnswer)
          : wanted.flatMap((index) => plan.steps[index] ?? []);
      if (steps.length === 0 || !steps.every((step) => canAnswer(plan, step))) {
        throw new AppError('not-allowed', 'There is no conflict to settle any more.');
      }
      for (const step of steps) settle(step, answer);
      beginCheck(plan, new Set(steps));
    },
    close,
    undo,
    ...createFileCommands({ ports, shelf, add: (part) => add(record(part)) }),
    enterSecret,
    answered,
    markdown: async (id) => planMarkdown(await shelf.open(id), nameOf),
    running: () =>
      [...activities].flatMap(([id, { run }]) => (run === null ? [] : [shelf.view(id)])),
    settled,
    async end() {
      await Promise.all([...activities.keys()].map((id) => endActivity(id, CLOSED)));
      reports.drop();
    },
  };
}
