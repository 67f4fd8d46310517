import type { InstanceConfig, Reader } from '../../shared/contract/instances.ts';
import type { OperationKind } from '../../shared/contract/operations.ts';
import type { Plan, PlanStep } from '../../shared/contract/plans.ts';
import type { Instances } from '../instances/instances.ts';
import type { RobotSecrets } from '../keychain/robot-secrets.ts';
import type { Log } from '../log/log.ts';
import type { Commands } from '../robots/commands.ts';

/** What following a plan may do. */
export interface FollowMeans {
  readonly instances: Pick<Instances, 'book'>;
  readonly commands: Pick<Commands, 'steps'>;
  readonly secrets: Pick<RobotSecrets, 'keep'>;
  /** What these are read with is new. */
  readonly onLoginChanged: (ids: readonly string[]) => void;
  readonly log: Log;
  readonly setReader: (instanceId: string, reader: Reader | undefined) => Promise<void>;
  /** Asks for the password of a login from now on, if all its instances are read by robots. */
  readonly setAsked: (loginId: string) => Promise<void>;
}

/** Operations after which a robot that was refused may be let in again, or is gone. */
const TOUCHING: ReadonlySet<OperationKind> = new Set<OperationKind>([
  'delete',
  'edit',
  'enable',
  'narrow',
  'permissions',
  'recreate',
  'refresh',
  'renew',
  'schedule',
]);

const PAGE = 200;

async function* stepsOf(plan: Plan, { commands }: FollowMeans): AsyncGenerator<PlanStep> {
  for (let from = 0; from < plan.steps; from += PAGE)
    yield* await commands.steps(plan.id, from, PAGE);
}

/** Reads with a robot from the moment on that it is made and its secret is known to be right. */
async function adopt(
  plan: Plan,
  step: PlanStep | undefined,
  { id, loginId, reader }: InstanceConfig,
  means: FollowMeans,
): Promise<void> {
  if (reader?.state !== 'planned') return;
  const { days, thenAsk } = reader;
  const isKept = step?.secret?.state === 'new' || step?.secret?.state === 'kept';
  const isMade = step?.status === 'done' && step.robotId !== null && isKept;
  if (!isMade) {
    if (plan.state === 'finished') await means.setReader(id, undefined);
    return;
  }
  const { robotId, robotName: username, secret } = step;
  if (robotId === null || secret === null) return;
  await means.secrets.keep([secret.handle]).catch((error: unknown) => {
    means.log.warn('The secret of a reader robot waits to be kept', error);
  });
  await means.setReader(id, { state: 'used', robotId, username, days });
  if (thenAsk) await means.setAsked(loginId);
  means.onLoginChanged([id]);
}

/** Takes up what was done to a robot that reads. */
async function noticed(
  plan: Plan,
  step: PlanStep,
  { id, reader }: InstanceConfig,
  means: FollowMeans,
): Promise<void> {
  if (reader === undefined || reader.state === 'planned' || step.status !== 'done') return;
  if (plan.operation.kind === 'delete') await means.setReader(id, undefined);
  else {
    const robotId = step.robotId ?? reader.robotId;
    await means.setReader(id, { ...reader, state: 'used', robotId });
  }
  means.onLoginChanged([id]);
}

/** Takes up what a plan that has just changed did to the robots that read. */
export async function followPlan(plan: Plan, means: FollowMeans): Promise<void> {
  const { book } = means.instances;
  const all = book.all().instances;
  const waiting = all.filter(
    ({ reader }) => reader?.state === 'planned' && reader.planId === plan.id,
  );
  if (waiting.length > 0) {
    const steps = new Map<string, PlanStep>();
    for await (const step of stepsOf(plan, means)) steps.set(step.instanceId, step);
    for (const one of waiting) await adopt(plan, steps.get(one.id), one, means);
    return;
  }
  if (plan.state !== 'finished' || !TOUCHING.has(plan.operation.kind)) return;
  const readers = new Map(
    all.flatMap((one) =>
      one.reader === undefined || one.reader.state === 'planned'
        ? []
        : [[`${one.id} ${one.reader.username}`, one] as const],
    ),
  );
  if (readers.size === 0) return;
  for await (const step of stepsOf(plan, means)) {
    const one = readers.get(`${step.instanceId} ${step.robotName}`);
    if (one !== undefined) await noticed(plan, step, one, means);
  }
}
