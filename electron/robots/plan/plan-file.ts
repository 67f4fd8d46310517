import { z } from 'zod';
import { instanceId } from '../../../shared/contract/instances.ts';
import { operation, robotDefinition, wishedPlace } from '../../../shared/contract/operations.ts';
import { permissionEntry } from '../../../shared/contract/robots.ts';
import { robotIdentity, secretChoice } from '../../../shared/contract/secrets.ts';
import { readYaml } from '../../../shared/exports/read-yaml.ts';
import type { PlanRecord, StepRecord } from '../plan-record.ts';
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

const dropsStale = z.literal(true).exactOptional();

const task = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('change'), dropsStale }),
  z.object({ kind: z.literal('delete') }),
  z.object({ kind: z.literal('refresh'), choice: secretChoice, dropsStale }),
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
  format: z.literal('purser-plan', 'This is no plan of Purser: format should be purser-plan.'),
  version: z.literal(
    PLAN_FILE_VERSION,
    'This plan was saved by another Purser: only version 1 is read here. Update Purser to open a newer one.',
  ),
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

/**
 * The text of a plan file, a step at a time: one of 100 000 has more than 100 MB.
 * @param instances those that the plan is about
 */
export function* planFileText(
  plan: PlanRecord,
  instances: readonly NamedInstance[],
): Generator<string> {
  const { title, createdAt } = plan;
  const wish =
    'secret' in plan.operation
      ? { ...plan.operation, secret: withoutHandle(plan.operation.secret) }
      : plan.operation;
  const head = {
    format: 'purser-plan',
    version: PLAN_FILE_VERSION,
    title,
    createdAt,
    operation: wish,
    instances: instances.map(({ id, name, url }) => ({ id, name, url })),
  };
  yield `${JSON.stringify(head, null, 1).slice(0, -'\n}'.length)},\n "steps": [`;
  let before = '\n  ';
  for (const { instanceId: id, seen, given, task: one } of plan.steps) {
    const wished = { instanceId: id, seen, given, task: taskWithoutSecret(one) };
    yield before + JSON.stringify(wished, null, 1).replaceAll('\n', '\n  ');
    before = ',\n  ';
  }
  yield '\n ]\n}\n';
}

/** Bytes; a plan of 100 000 steps has about half. */
export const LARGEST_PLAN_FILE = 256 * 1_024 * 1_024;

/** Reads a plan file. Throws AppError `file-invalid` with the place of what is wrong with it. */
export const readPlanFile = (text: string, name: string): PlanFile =>
  readYaml(text, planFile, { what: 'a plan of Purser', name, largest: LARGEST_PLAN_FILE }).value;
