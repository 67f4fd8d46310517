import type { AppError, ErrorCode } from '../../../shared/contract/errors.ts';
import type { Finding } from '../../../shared/contract/plans.ts';
import type { HarborClient } from '../../harbor/types.ts';
import {
  asAppError,
  type CommandPorts,
  type LoginGates,
  isKnown,
  readRobotNow,
  withHarbor,
} from '../harbors.ts';
import { block, judgeStep } from './judge-step.ts';
import { withProjects } from './look-up-projects.ts';
import { passOverUnread } from '../left-alone.ts';
import { makesSecret, type PlanRecord, type StepRecord } from '../plan-record.ts';
import { userRights } from './rules/user-rights.ts';
import { readPlace } from './read-place.ts';
import type { Keeping } from '../record/keeping.ts';
import { type Place, refusal } from '../situation.ts';
import {
  type CheckFacts,
  factsOf,
  keychainProblem,
  projectsIn,
  takenBy,
  twinsAmong,
} from './step-facts.ts';

/** What a check needs beside the plan. */
export interface CheckMeans {
  readonly ports: CommandPorts;
  readonly gates: LoginGates;
  readonly signal: AbortSignal;
  /** How many steps were judged, of those to be judged. */
  readonly onProgress: (done: number, of: number) => void;
  /** Where steps go that were judged. */
  readonly keeping: Pick<Keeping, 'add'>;
  /** Only these steps; all when left out. */
  readonly only?: ReadonlySet<StepRecord>;
}

interface InstanceMeans extends Omit<CheckMeans, 'onProgress'> {
  readonly onStep: () => void;
}

/** The steps by instance, in their order. */
export function byInstance(steps: readonly StepRecord[]): Map<string, StepRecord[]> {
  const groups = new Map<string, StepRecord[]>();
  for (const step of steps) {
    const group = groups.get(step.instanceId);
    if (group === undefined) groups.set(step.instanceId, [step]);
    else group.push(step);
  }
  return groups;
}

const LOGIN_CODES: ReadonlySet<ErrorCode> = new Set([
  'login-refused',
  'login-needed',
  'login-stopped',
  'sign-in-ended',
]);

/** Steps that nothing was sent for yet. */
const isOpen = ({ status }: StepRecord): boolean => status === 'planned' || status === 'blocked';

/**
 * Reads the robots of a plan again and judges every step that was not sent yet. What cannot be
 * reached or read blocks its steps.
 * @returns false where it was stopped before its end
 */
export async function checkPlan(plan: PlanRecord, means: CheckMeans): Promise<boolean> {
  const { only } = means;
  const steps = plan.steps.filter((step) => isOpen(step) && (only?.has(step) ?? true));
  let done = 0;
  means.onProgress(0, steps.length);
  const onStep = (): void => {
    done += 1;
    means.onProgress(done, steps.length);
  };
  const checks = [...byInstance(steps)].map(([id, steps]) =>
    checkInstance(plan, id, steps, { ...means, onStep }),
  );
  await Promise.all(checks);
  passOverUnread(plan.steps);
  return !means.signal.aborted;
}

async function checkInstance(
  plan: PlanRecord,
  instanceId: string,
  steps: readonly StepRecord[],
  means: InstanceMeans,
): Promise<void> {
  const { ports, gates, signal } = means;
  try {
    await withHarbor(ports, gates, instanceId, async (client) => {
      const { name, locked, parallel } = ports.book.instance(instanceId);
      await client.expectRequests(steps.length, signal);
      const found = await readPlace({
        client,
        instanceId,
        instanceName: name,
        locked,
        known: await ports.inventory.knownPlace(instanceId),
        signal,
      });
      const place = await withProjects(client, found, new Set(steps.flatMap(projectsIn)), signal);
      const isSecret = steps.some(makesSecret);
      const facts: CheckFacts = {
        twins: twinsAmong(plan.steps),
        keychain: isSecret ? await keychainProblem(ports.secrets) : '',
      };
      // Whoever is free takes the next one.
      const left = steps.values();
      const worker = async (): Promise<void> => {
        for (const step of left) {
          if (signal.aborted) return;
          await checkStep(plan, step, { ...means, client, place, facts });
        }
      };
      await Promise.all(Array.from({ length: parallel }, worker));
    });
  } catch (error) {
    if (signal.aborted) return;
    const found = isKnown(ports, instanceId)
      ? asFinding(asAppError(error))
      : notHere(plan, instanceId);
    for (const step of steps) block(step, [found]);
    means.keeping.add(plan, steps);
  }
}

/** Why nothing can be read or sent there, with the way out. */
function asFinding({ code, message }: AppError): Finding {
  const rule = LOGIN_CODES.has(code) ? 'login' : code.startsWith('keychain-') ? 'keychain' : '';
  return refusal(rule || 'unreachable', message, 'Check this plan again when that is solved.');
}

/** An instance that was removed, or that a plan from a file names and that is not here. */
function notHere({ origin }: PlanRecord, instanceId: string): Finding {
  const saved = origin?.instances.find(({ id, isHere }) => id === instanceId && !isHere);
  return saved === undefined
    ? refusal(
        'instance-removed',
        'Its instance was removed from Purser, so nothing can be sent there.',
        'Close this plan. To go on, add the instance again and plan anew.',
      )
    : refusal(
        'instance-unknown',
        `There is no instance at ${saved.url} in this Purser (${saved.name} in the file), so nothing can be sent there.`,
        'Add it, then open the file again.',
      );
}

/** Whoever may not even read a robot is told what that takes, where it is known. */
function whyUnread({ seen }: StepRecord, { code, message }: AppError, place: Place): Finding {
  const rights = code === 'forbidden' ? userRights({ place, fresh: seen }) : null;
  if (rights?.severity === 'refusal') return rights;
  return refusal('unreadable', message, 'Check this plan again.');
}

async function checkStep(
  plan: PlanRecord,
  step: StepRecord,
  means: InstanceMeans & { client: HarborClient; place: Place; facts: CheckFacts },
): Promise<void> {
  const { ports, client, place, signal, onStep, keeping } = means;
  const { operation } = plan;
  try {
    const taken = await takenBy(step, place, client, signal);
    const facts = await factsOf(step, means.facts, taken, ports.secrets);
    if (step.task.kind === 'create') {
      judgeStep(step, null, { operation, place, facts, now: ports.now() });
      return;
    }
    const read = await readRobotNow(client, step.seen, signal);
    if (read === null) {
      block(step, [refusal('gone', `${place.instanceName} does not have this robot any more.`)]);
      await ports.inventory.markGone(step.instanceId, step.seen.id, ports.now());
    } else {
      judgeStep(step, read.robot, { operation, place, facts, now: ports.now() });
      // So that planning again starts from what is there now.
      await ports.inventory.writeRobot(step.instanceId, read);
      if (step.conflicts.length === 0) return;
    }
    ports.onRowsChanged(step.instanceId);
  } catch (error) {
    if (signal.aborted) return;
    block(step, [whyUnread(step, asAppError(error), place)]);
  } finally {
    keeping.add(plan, [step]);
    onStep();
  }
}
