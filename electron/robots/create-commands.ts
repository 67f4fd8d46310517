import { AppError } from '../../shared/contract/errors.ts';
import type { Plan, PlanState } from '../../shared/contract/plans.ts';
import { createLoginGates } from '../sync/login-gate.ts';
import { startRun } from './apply/apply-plan.ts';
import { createActivities, type Standing } from './activities.ts';
import { type CheckProgress, createChecks } from './checks.ts';
import type { Commands } from './commands.ts';
import type { CommandPorts } from './harbors.ts';
import { entriesOfClosed } from './record/journal-entry.ts';
import { otherLogins, whyItWaits } from './preflight/other-login.ts';
import { waitsForAnswer } from './answers.ts';
import { createFileCommands } from './file-commands.ts';
import { CLOSED, keepSome } from './record/kept.ts';
import { createKeeping } from './record/keeping.ts';
import { endSteps } from './left-alone.ts';
import { plannedDates } from './plan/planned-expiries.ts';
import { createPlanMakers } from './plan/make-plans.ts';
import { planMarkdown } from './plan/markdown.ts';
import { createPlanExports } from './plan-export.ts';
import {
  isJudged,
  isLeft,
  makesSecret,
  newPlan,
  type NewPlan,
  type PlanRecord,
  type StepRecord,
} from './plan-record.ts';
import { createPlanShelf } from './record/plan-shelf.ts';
import { createPlaces } from './preflight/places.ts';
import { preparedFor, prepareSecrets, robotsToActivate } from './plan/prepare-secrets.ts';
import { createPreview } from './preflight/preview.ts';
import { createReports } from './reports.ts';
import { hasNothingToDo, planView, stepView, waitsForInstance } from './plan/step-view.ts';
import { createStepCommands, notNow } from './step-commands.ts';
import { createUndoing } from './undoing.ts';
import { dropUnsent } from './apply/unsent-secrets.ts';

/** What the object graph gives to the room that changes robots. */
export interface CommandOptions extends CommandPorts {
  readonly onPlanChanged: (plan: Plan) => void;
}

/** The plans of one workspace, and what is going on for each. `load` must come first. */
export function createCommands(ports: CommandOptions): Commands & { load(): Promise<void> } {
  const gates = createLoginGates();

  const places = createPlaces(ports, gates);
  const preview = createPreview(ports, gates, places);

  const isProduction = (id: string): boolean =>
    ports.book.all().instances.some((one) => one.id === id && one.production);
  const nameOf = (id: string): string =>
    ports.book.all().instances.find((one) => one.id === id)?.name ?? 'a removed instance';
  /** How far the checks are that go on. */
  const checks: CheckProgress = new Map();
  const viewOf = (plan: PlanRecord): Plan => ({
    ...planView(plan, isProduction, ports.passwords.isSignedOut),
    pausedWhy: whyItWaits(plan, ports),
    ...checks.get(plan.id),
  });
  const keeping = createKeeping(ports.inventory);
  const reports = createReports((plan) => ports.onPlanChanged(viewOf(plan)));

  const exports = createPlanExports({ ...ports, onMoved: reports.say });
  const shelf = createPlanShelf(ports.inventory, viewOf);
  const activities = createActivities({ log: ports.log, onEnd: (plan) => reports.say(plan) });
  const requireState = (plan: PlanRecord, what: string, ...states: PlanState[]): void => {
    if (activities.has(plan.id) || !states.includes(plan.state)) throw notNow(what);
  };
  const begins = (plan: PlanRecord, state: 'checking' | 'running'): void => {
    plan.state = state;
    plan.pausedWhy = '';
    plan.pausedBy = null;
    reports.say(plan);
  };

  const stateOfSecret = (handle: string) => ports.secrets.find(handle)?.state ?? null;

  const beginCheck = createChecks({
    ports,
    gates,
    keeping,
    activities,
    say: reports.say,
    begins,
    checks,
  });

  const begin = (part: NewPlan): Plan => {
    const plan = newPlan(part, ports.now());
    shelf.add(plan);
    keeping.begin(plan);
    beginCheck(plan);
    return viewOf(plan);
  };

  const undoing = createUndoing({ shelf, keeping, begin, say: reports.say });

  /** What was agreed to about the secrets of plans that stopped because a sign-in ended. */
  const agreed = new Map<string, boolean>();

  const apply = async (id: string, sessionOnly: boolean): Promise<void> => {
    const plan = await shelf.open(id);
    const stillMay = (): void => requireState(plan, 'applied', 'ready', 'paused', 'interrupted');
    stillMay();
    if (plan.steps.some((step) => step.status === 'planned' && !isJudged(step))) {
      throw new AppError('not-allowed', 'Check this plan first: some robots were not read yet.');
    }
    const left = plan.steps.filter(isLeft).map(({ instanceId }) => instanceId);
    ports.passwords.require(left);
    if (otherLogins(plan, ports).length > 0) {
      beginCheck(plan);
      return;
    }
    if (!sessionOnly && plan.steps.some((step) => isLeft(step) && makesSecret(step))) {
      await ports.secrets.requireReady(true);
    }
    await exports.lookAgain(plan, stillMay);
    // Another call may have begun meanwhile.
    stillMay();
    agreed.delete(id);
    begins(plan, 'running');
    const kept = keepSome(ports.inventory, plan, []).then(() => dropUnsent(plan, ports));
    const onProgress = (): void => reports.say(plan);
    const letGo = ports.passwords.keep(left);
    const run = startRun(plan, { ports, gates, sessionOnly, onProgress, after: kept });
    const task = run.ended.finally(letGo).then(async (why): Promise<Standing> => {
      if (why === '') {
        await exports.write(plan);
        await undoing.ends(plan);
      }
      const standing: Standing = {
        state: why === '' ? 'finished' : 'paused',
        pausedWhy: why,
        pausedBy: run.stoppedBy,
      };
      if (run.stoppedBy === 'sign-in-ended') agreed.set(id, sessionOnly);
      await keepSome(ports.inventory, { ...plan, ...standing }, []);
      return standing;
    });
    activities.during(plan, { checking: null, run }, task);
    await kept;
  };

  const close = async (id: string): Promise<void> => {
    const plan = await shelf.open(id);
    await activities.end(id, 'It was closed.');
    if (plan.state === 'finished') return;
    const begun = endSteps(plan);
    const entries = entriesOfClosed(plan, begun, ports.now(), nameOf);
    await dropUnsent(plan, ports);
    await exports.close(plan);
    await undoing.ends(plan);
    plan.state = 'finished';
    plan.pausedWhy = '';
    await keepSome(ports.inventory, plan, begun, entries);
    reports.say(plan);
  };

  const exportTo: Commands['exportTo'] = async (id, to) => {
    const plan = await shelf.open(id);
    const stillMay = (): void => requireState(plan, 'changed', 'ready', 'paused', 'interrupted');
    stillMay();
    await exports.move(plan, to, stillMay);
    return viewOf(plan);
  };

  /** Checks what waited for this instance. */
  const answered = (instanceId: string): void => {
    for (const { id } of shelf.views().filter(({ waitsFor }) => waitsFor.includes(instanceId))) {
      const plan = shelf.find(id);
      if (activities.has(id) || plan.state === 'running') continue;
      const steps = plan.steps.filter(
        (step) => step.instanceId === instanceId && waitsForInstance(step),
      );
      if (steps.length === 0) continue;
      beginCheck(plan, new Set(steps));
    }
  };

  /**
   * Goes on with what stopped for want of a sign-in, where nobody has taken it up meanwhile. What
   * one person has begun is checked for the next one, and waits for them to go on with it.
   */
  const signedIn = (instanceId: string): void => {
    for (const { id } of shelf.views().filter(({ state }) => state !== 'finished')) {
      const plan = shelf.find(id);
      // What it says of itself may be another thing now.
      reports.say(plan);
      const waits = plan.state === 'paused' && plan.pausedBy === 'sign-in-ended';
      if (!waits || activities.has(id)) continue;
      if (!plan.steps.some((step) => isLeft(step) && step.instanceId === instanceId)) continue;
      const sessionOnly = agreed.get(id);
      if (sessionOnly === undefined && otherLogins(plan, ports).length === 0) continue;
      apply(id, sessionOnly ?? false).catch((error: unknown) => {
        ports.log.warn(`${id} could not be resumed after signing in`, error);
      });
    }
  };

  const makers = createPlanMakers({ ports, nameOf, begin, exports });

  return {
    load: () => shelf.load(ports.now()),
    ...makers,
    prepare: async (keys, choice, sessionOnly) =>
      prepareSecrets(await ports.inventory.robotsByKeys(keys), choice, sessionOnly, ports),
    prepared: async (keys) =>
      (await ports.inventory.robotsByKeys(keys)).flatMap((one) => preparedFor(one, ports)),
    activate: async (handles) =>
      makers.make(
        { kind: 'refresh', secret: { kind: 'prepared' }, until: null },
        await robotsToActivate(handles, ports),
      ),
    preview,
    place: (instanceId) => places.list(instanceId),
    get: shelf.view,
    list: shelf.views,
    async steps(id, from, count, { only = [], conflicts = false, nothingToDo = null } = {}) {
      const plan = await shelf.open(id);
      const isWanted = (step: StepRecord): boolean =>
        (only.length === 0 || only.includes(step.status)) &&
        (!conflicts || waitsForAnswer(step)) &&
        (nothingToDo === null || nothingToDo === hasNothingToDo(plan, step));
      return plan.steps
        .filter(isWanted)
        .slice(from, from + count)
        .map((step) => stepView(plan, step, stateOfSecret));
    },
    async check(id) {
      const plan = await shelf.open(id);
      requireState(plan, 'checked', 'ready', 'paused', 'interrupted');
      beginCheck(plan);
    },
    apply,
    stop: (id) => activities.stop(shelf.view(id).id, 'It was stopped.'),
    close,
    undo: undoing.undo,
    exportTo,
    ahead: exports.ahead,
    ...createFileCommands({ ports, shelf, begin }),
    ...createStepCommands({ shelf, keeping, requireState, beginCheck }),
    answered,
    signedIn,
    markdown: async (id) => planMarkdown(await shelf.open(id), nameOf),
    async planned() {
      const open = shelf.views().filter(({ state }) => state !== 'finished');
      return plannedDates(await Promise.all(open.map(({ id }) => shelf.open(id))));
    },
    running: () => activities.running().map(shelf.view),
    settled: activities.settled,
    async end() {
      await activities.endAll(CLOSED);
      reports.drop();
    },
  };
}
