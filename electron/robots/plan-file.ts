import { z } from 'zod';
import { AppError } from '../../shared/contract/errors.ts';
import { instanceId } from '../../shared/contract/instances.ts';
import { operation, robotDefinition, wishedPlace } from '../../shared/contract/operations.ts';
import { permissionEntry } from '../../shared/contract/robots.ts';
import { robotIdentity, secretChoice } from '../../shared/contract/secrets.ts';
import type { PlanRecord, StepRecord } from './plan-record.ts';
import { withoutHandle } from './own-secrets.ts';

/** The newest shape of plan files that this Purser writes and reads. */
export const PLAN_FILE_VERSION = 1;

const robot = z.object({
  id: z.int().min(0),
  name: z.string().max(1_000),
  level: z.enum(['system', 'project']),
  projectId: z.int().nullable(),
  projectName: z.string().max(1_000),
  description: z.string().max(100_000),
  disabled: z.boolean(),
  editable: z.boolean(),
  duration: z.int(),
  expiresAt: z.int(),
  createdAt: z.int(),
  updatedAt: z.int(),
  creator: z.object({ type: z.string(), ref: z.int() }),
  permissions: z.array(permissionEntry).max(20_000),
});

const robotEdit = z.object({
  description: z.string().exactOptional(),
  disabled: z.boolean().exactOptional(),
  duration: z.int().exactOptional(),
  permissions: z.array(permissionEntry).exactOptional(),
});

const task = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('change') }),
  z.object({ kind: z.literal('delete') }),
  z.object({ kind: z.literal('refresh'), choice: secretChoice }),
  z.object({
    kind: z.literal('create'),
    definition: robotDefinition,
    place: wishedPlace,
    choice: secretChoice,
    copyOf: robotIdentity.nullable(),
    leaveOut: z.boolean(),
  }),
  z.object({ kind: z.literal('recreate'), choice: secretChoice, definition: robotDefinition }),
]);

const step = z.object({ instanceId, seen: robot, given: robotEdit.nullable(), task });

const planFile = z.object({
  format: z.literal('purser-plan'),
  version: z.literal(PLAN_FILE_VERSION),
  title: z.string().min(1).max(1_000),
  /** Epoch seconds, when it was planned. */
  createdAt: z.int(),
  operation,
  instances: z.array(z.object({ id: instanceId, name: z.string(), url: z.url() })).max(500),
  steps: z.array(step).min(1).max(100_000),
});

/** A plan as it travels to another computer: what is wished, and no secret. */
export type PlanFile = z.infer<typeof planFile>;

export interface NamedInstance {
  readonly id: string;
  readonly name: string;
  readonly url: string;
}

const taskWithoutSecret = (one: StepRecord['task']): StepRecord['task'] =>
  'choice' in one ? { ...one, choice: withoutHandle(one.choice) } : one;

/** The text of a plan file. @param instances those that the plan is about */
export function planFileText(plan: PlanRecord, instances: readonly NamedInstance[]): string {
  const { title, createdAt } = plan;
  const wish =
    'secret' in plan.operation
      ? { ...plan.operation, secret: withoutHandle(plan.operation.secret) }
      : plan.operation;
  const file = {
    format: 'purser-plan',
    version: PLAN_FILE_VERSION,
    title,
    createdAt,
    operation: wish,
    instances: instances.map(({ id, name, url }) => ({ id, name, url })),
    steps: plan.steps.map(({ instanceId: id, seen, given, task: one }) => ({
      instanceId: id,
      seen,
      given,
      task: taskWithoutSecret(one),
    })),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

const invalid = (message: string, cause?: unknown): AppError =>
  new AppError('file-invalid', message, { cause });

const header = z.object({ format: z.literal('purser-plan'), version: z.int().min(1) });

/** Reads a plan file. Throws AppError `file-invalid` that says what is wrong with it. */
export function readPlanFile(text: string): PlanFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw invalid('This file is damaged, or is no plan of Purser: it is not JSON.', cause);
  }
  const head = header.safeParse(json);
  if (!head.success) throw invalid('This file is no plan of Purser.');
  if (head.data.version > PLAN_FILE_VERSION) {
    throw invalid('This plan was saved by a newer Purser. Update Purser here to open it.');
  }
  const read = planFile.safeParse(json);
  if (read.success) return read.data;
  const where = read.error.issues[0]?.path.join('.') ?? '';
  throw invalid(`This plan is damaged: ${where || 'its content'} is not as it should be.`);
}
