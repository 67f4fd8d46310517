import { AppError } from '../../shared/contract/errors.ts';
import type { HarborClient } from '../harbor/types.ts';
import { applyStep, Halt } from './apply-step.ts';
import { byInstance } from './check-plan.ts';
import { asAppError, type CommandPorts, type LoginGates, withHarbor } from './harbors.ts';
import { entryOf } from './journal-entry.ts';
import { keepSome } from './kept.ts';
import type { PlanRecord, StepRecord } from './plan-record.ts';

/** More steps than this begin with one alone. */
const FIRST_ALONE_FROM = 10;
/** After so many failures in a row nothing more is sent until somebody has looked. */
const MOST_FAILURES = 3;
/** GET, PUT and GET again. */
const REQUESTS_PER_STEP = 3;

/** What applying needs beside the plan. */
export interface ApplyMeans {
  readonly ports: CommandPorts;
  readonly gates: LoginGates;
  readonly onProgress: () => void;
}

/** One run of a plan. */
export interface PlanRun {
  /** No further step begins; the reason is shown. The first one counts. */
  stop(why: string): void;
  /** Resolves when no step is running any more: why it ended before its time, '' if it did not. */
  readonly ended: Promise<string>;
}

interface Crew {
  readonly client: HarborClient;
  readonly username: string;
  readonly parallel: number;
  readonly steps: StepRecord[];
}

const isLeft = ({ status }: StepRecord): boolean => status === 'planned' || status === 'running';

/** Begins to send the steps of a plan that nothing speaks against. */
export function startRun(plan: PlanRecord, means: ApplyMeans): PlanRun {
  let stopped: string | null = null;
  let failures = 0;
  const stop = (why: string): void => {
    stopped ??= why;
  };
  const isStopped = (): boolean => stopped !== null;

  const count = ({ status }: StepRecord): void => {
    failures = status === 'done' ? 0 : failures + 1;
    if (failures < MOST_FAILURES) return;
    stop(
      `${String(MOST_FAILURES)} robots in a row were not changed as planned. Look at them first.`,
    );
  };

  const one = async (step: StepRecord, crew: Crew): Promise<void> => {
    try {
      await sendStep(plan, step, crew, means);
      count(step);
    } catch (thrown) {
      const reason: AppError = thrown instanceof Halt ? thrown.reason : asAppError(thrown);
      if (!(thrown instanceof Halt)) means.ports.log.warn('A step could not be recorded', thrown);
      stop(reason.message);
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
    await Promise.all(Array.from({ length: crew.parallel }, worker));
  };

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
      await withHarbor(means.ports, means.gates, instanceId, async (client, { username }) => {
        const { parallel } = means.ports.book.instance(instanceId);
        await client.expectRequests(steps.length * REQUESTS_PER_STEP);
        const crew: Crew = { client, username, parallel, steps: [...steps] };
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
      stop(asAppError(thrown).message);
    } finally {
      if (hasFirst) openGate();
    }
  };

  const ended = Promise.all([...byInstance(left)].map(([id, steps]) => atInstance(id, steps)));
  return { stop, ended: ended.then(() => stopped ?? '') };
}

const lockedHere = (name: string): AppError =>
  new AppError('locked-here', `${name} is locked in Purser, so nothing more is changed there.`);

/** Applies one step, and writes down how it went in the journal and the inventory. */
async function sendStep(
  plan: PlanRecord,
  step: StepRecord,
  { client, username }: Crew,
  { ports, onProgress }: ApplyMeans,
): Promise<void> {
  const { inventory } = ports;
  const { instanceId } = step;
  const { name: instanceName } = ports.book.instance(instanceId);
  const after = await applyStep(step, {
    client,
    requireUnlocked: () => {
      const { locked, name } = ports.book.instance(instanceId);
      if (locked) throw lockedHere(name);
    },
    keepIntent: async () => {
      onProgress();
      await keepSome(inventory, plan, [step]);
    },
  });
  const entry = entryOf(plan, step, { at: ports.now(), instanceName, username });
  await keepSome(inventory, plan, [step], entry === null ? [] : [entry]);
  const ours = step.wasSent && step.fresh !== null ? { before: step.fresh } : undefined;
  if (after !== null) await inventory.writeRobot(instanceId, after, ours);
  const isGone = after === null && (step.status === 'done' || step.error?.code === 'not-found');
  if (isGone)
    await inventory.markGone(instanceId, step.seen.id, ports.now(), step.status === 'done');
  if (after !== null || isGone) ports.onRowsChanged(instanceId);
}
