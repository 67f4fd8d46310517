import { setTimeout as wait } from 'node:timers/promises';
import { AppError, type ErrorCode } from '../../../shared/contract/errors.ts';
import type { HarborClient, Identity } from '../../harbor/types.ts';
import { applyStep } from './apply-step.ts';
import { byInstance } from '../preflight/check-plan.ts';
import { asAppError, type CommandPorts, type LoginGates, withHarbor } from '../harbors.ts';
import { inheritPlaces } from './inherit-places.ts';
import { entryOf } from '../record/journal-entry.ts';
import { keepSome } from '../record/kept.ts';
import { otherLoginAt } from '../preflight/other-login.ts';
import { isLeft, makesSecret, type PlanRecord, type StepRecord } from '../plan-record.ts';
import { createSharedSecrets, type SharedSecrets } from './shared-secrets.ts';
import { type After, Halt } from './step-means.ts';

/** More steps than this begin with one alone. */
const FIRST_ALONE_FROM = 10;
/**
 * After so many failures in a row at one instance nothing more of the plan is sent until somebody
 * has looked: what is wrong there may be wrong with the plan.
 */
const MOST_FAILURES = 3;
/** GET, PUT and GET again. */
const REQUESTS_PER_CHANGE = 3;
/** The same with PATCH, beside a login of the robot's own. */
const REQUESTS_PER_SECRET = 5;

/** What applying needs beside the plan. */
export interface ApplyMeans {
  readonly ports: CommandPorts;
  readonly gates: LoginGates;
  readonly onProgress: () => void;
  /** New secrets may be kept in memory alone: the user was told, and agreed. */
  readonly sessionOnly: boolean;
  /** Nothing is sent before this resolves, nor after it fails. */
  readonly after: Promise<void>;
}

/** One run of a plan. */
export interface PlanRun {
  /** No further step begins; the reason is shown. The first one counts. */
  stop(why: string): void;
  /** The error that stopped it; null where none did. */
  readonly stoppedBy: ErrorCode | null;
  /** Resolves when no step is running any more: why it ended before its time, '' if it did not. */
  readonly ended: Promise<string>;
}

/** Those who work at one instance. */
interface Crew {
  readonly client: HarborClient;
  readonly identity: Identity;
  readonly shared: SharedSecrets;
  /** Requests at once. */
  readonly parallel: number;
  readonly name: string;
  readonly steps: StepRecord[];
  /** Steps in a row that failed here; other instances neither add to them nor end them. */
  failures: number;
}

const requestsAhead = (steps: readonly StepRecord[]): number => {
  const withSecret = steps.filter(makesSecret).length;
  return withSecret * REQUESTS_PER_SECRET + (steps.length - withSecret) * REQUESTS_PER_CHANGE;
};

/**
 * Steps under way at once at an instance. What people set, and the client keeps to, is how many
 * requests Harbor gets at once; of steps there are twice as many, so that requests go on while the
 * disk works for other steps (bench `changes`). Where there is to be one request at a time, one step.
 */
const stepsAtOnce = (parallel: number): number => (parallel === 1 ? 1 : parallel * 2);

/** Begins to send the steps of a plan that nothing speaks against. */
export function startRun(plan: PlanRecord, means: ApplyMeans): PlanRun {
  let stopped: string | null = null;
  let stoppedBy: ErrorCode | null = null;
  const stop = (why: string, by: ErrorCode | null = null): void => {
    if (stopped === null) stoppedBy = by;
    stopped ??= why;
  };
  const isStopped = (): boolean => stopped !== null;

  const count = ({ status }: StepRecord, crew: Crew): void => {
    crew.failures = status === 'done' ? 0 : crew.failures + 1;
    if (crew.failures < MOST_FAILURES) return;
    stop(
      `${String(MOST_FAILURES)} robots in a row on ${crew.name} were not changed as planned. Look at them first.`,
    );
  };

  const one = async (step: StepRecord, crew: Crew): Promise<void> => {
    try {
      await sendStep(plan, step, crew, means);
      count(step, crew);
    } catch (thrown) {
      const reason: AppError = thrown instanceof Halt ? thrown.reason : asAppError(thrown);
      if (!(thrown instanceof Halt)) means.ports.log.warn('A step could not be recorded', thrown);
      stop(reason.message, reason.code);
    }
    means.onProgress();
  };

  const work = async (crew: Crew): Promise<void> => {
    const worker = async (): Promise<void> => {
      while (!isStopped()) {
        const step = crew.steps.shift();
        if (step === undefined) return;
        await one(step, crew);
      }
    };
    await Promise.all(Array.from({ length: stepsAtOnce(crew.parallel) }, worker));
  };

  const shared = createSharedSecrets(plan, means.ports.secrets);
  const left = plan.steps.filter(isLeft);
  const first =
    left.length > FIRST_ALONE_FROM && !plan.steps.some(({ wasSent }) => wasSent)
      ? (left[0] ?? null)
      : null;
  /** Everybody else waits for the first robot. */
  let openGate = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    openGate = resolve;
  });
  if (first === null) openGate();

  const atInstance = async (instanceId: string, steps: StepRecord[]): Promise<void> => {
    const hasFirst = first !== null && steps[0] === first;
    if (!hasFirst) await gate;
    if (isStopped()) return;
    try {
      await withHarbor(means.ports, means.gates, instanceId, async (client, identity) => {
        const { parallel, name } = means.ports.book.instance(instanceId);
        await client.expectRequests(requestsAhead(steps));
        const here = { parallel, name, steps: [...steps], failures: 0 };
        const crew: Crew = { client, identity, shared, ...here };
        if (hasFirst) {
          crew.steps.shift();
          await one(first, crew);
          if (first.status !== 'done') {
            stop('The first robot was not changed as planned, so the others were not tried.');
          }
          openGate();
        }
        await work(crew);
      });
    } catch (thrown) {
      const { message, code } = asAppError(thrown);
      stop(message, code);
    } finally {
      if (hasFirst) openGate();
    }
  };

  const ended = means.after.then(() =>
    Promise.all([...byInstance(left)].map(([id, steps]) => atInstance(id, steps))),
  );
  return {
    stop: (why) => stop(why),
    get stoppedBy() {
      return stoppedBy;
    },
    ended: ended.then(() => stopped ?? ''),
  };
}

const lockedHere = (name: string): AppError =>
  new AppError('locked-here', `${name} is locked in Purser, so nothing more is changed there.`);

const otherPerson = (name: string, is: string): AppError =>
  new AppError('sign-in-ended', `The login of ${name} is ${is} now, so nothing more was sent.`);

/** Throws where the instance was locked meanwhile, or where its login is somebody else's by now. */
function requireAllowed(plan: PlanRecord, instanceId: string, ports: CommandPorts): void {
  const { locked, name } = ports.book.instance(instanceId);
  if (locked) throw lockedHere(name);
  const other = otherLoginAt(plan, instanceId, ports);
  if (other !== null) throw otherPerson(name, other.is);
}

/** Waits of growing and random length between repeated requests, in milliseconds. */
const FIRST_PAUSE = 300;
const pause = (turn: number): Promise<void> =>
  wait(FIRST_PAUSE * 2 ** (turn - 1) * (0.5 + Math.random()));

/** Applies one step, and writes down how it went in the journal and the inventory. */
async function sendStep(
  plan: PlanRecord,
  step: StepRecord,
  { client, identity, shared }: Crew,
  { ports, onProgress, sessionOnly }: ApplyMeans,
): Promise<void> {
  const { inventory, secrets, now } = ports;
  const { instanceId } = step;
  const { name: instanceName } = ports.book.instance(instanceId);
  const after = await applyStep(step, {
    client,
    identity,
    planId: plan.id,
    secrets,
    shared,
    sessionOnly,
    now,
    pause,
    requireAllowed: () => requireAllowed(plan, instanceId, ports),
    keepIntent: async () => {
      step.sentAs = identity.username;
      onProgress();
      await keepSome(inventory, plan, [step]);
    },
  });
  const who = { at: now(), instanceName, username: identity.username };
  const entry = entryOf(plan, step, who);
  await keepSome(inventory, plan, [step], entry === null ? [] : [entry]);
  await writeDown(step, after, ports);
  await inheritPlaces(plan, step, after, inventory);
}

/** Writes into the inventory what is at Harbor after a step. */
async function writeDown(
  step: StepRecord,
  after: After,
  { inventory, now, onRowsChanged }: CommandPorts,
): Promise<void> {
  const { instanceId, task, status, seen, fresh, made, wasSent } = step;
  const isOurs = made !== null || (wasSent && fresh !== null);
  const ours = isOurs ? { before: made === null ? fresh : null } : undefined;
  if (after !== null) await inventory.writeRobot(instanceId, after, ours);
  const wasDeleted = task.kind === 'delete' && status === 'done';
  // The new one is asked for only when the old one is gone.
  const wasReplaced = task.kind === 'recreate' && step.sentAt !== null;
  const isGone = wasDeleted || wasReplaced || step.error?.code === 'not-found';
  if (isGone && task.kind !== 'create') {
    await inventory.markGone(instanceId, seen.id, now(), wasDeleted || wasReplaced);
  }
  if (after !== null || isGone) onRowsChanged(instanceId);
}
