import {
  STEP_STATUSES,
  type Plan,
  type PlannedChange,
  type PlanStep,
  type StepStatus,
} from '../../../shared/contract/plans.ts';
import type { SecretState } from '../../../shared/contract/secrets.ts';
import { editOf } from '../../../shared/robots/changes/edit.ts';
import { expectedAfter } from '../../../shared/robots/changes/expected.ts';
import { loudest } from '../../../shared/robots/changes/remark.ts';
import { changesBetween, SECRET_CHANGES, valuesOf } from '../../../shared/robots/changes/words.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import { canDropStale } from '../stale.ts';
import { canAnswer, waitsForAnswer } from '../answers.ts';
import { exportView } from './export-view.ts';
import { wasPassedOver } from '../left-alone.ts';
import { isMaking, type PlanRecord, robotOf, type StepRecord } from '../plan-record.ts';
import { requestsOf } from './requests.ts';
import { changesNothing } from '../situation.ts';
import { takingBack } from './undo.ts';

type Planned = Pick<StepRecord, 'fresh' | 'edit' | 'wanted'>;

/** What Harbor is to hold after a step; null for deleting, and before it was checked. */
export const expectedOf = ({ fresh, edit, wanted }: Planned): Robot | null => {
  if (wanted !== null) return wanted;
  return fresh === null || edit === null ? null : expectedAfter(fresh, edit);
};

/** What a step changes, in words; nothing before it was checked. */
export function changesOf(step: StepRecord): PlannedChange[] {
  const { task, fresh, seen, edit } = step;
  const robot = (to: string): PlannedChange => ({ field: 'robot', from: robotOf(step).name, to });
  const expected = expectedOf(step);
  switch (task.kind) {
    case 'delete':
      return [{ field: 'robot', from: (fresh ?? seen).name, to: 'deleted' }];
    case 'create':
      return valuesOf(robotOf(step));
    case 'recreate': {
      const changed = fresh === null || expected === null ? [] : changesBetween(fresh, expected);
      return [robot('deleted and made again'), SECRET_CHANGES[task.choice.kind], ...changed];
    }
    case 'refresh': {
      const changed = fresh === null || expected === null ? [] : changesBetween(fresh, expected);
      return [SECRET_CHANGES[task.choice.kind], ...changed];
    }
    case 'change':
      if (fresh === null || expected === null || changesNothing(fresh, edit)) return [];
      return changesBetween(fresh, expected);
  }
}

/** A step that could not be checked, as it would be if its robot were still as it was seen. */
function asMeant({ operation, checkedAt, createdAt }: PlanRecord, step: StepRecord): StepRecord {
  const { task, fresh, seen, given } = step;
  if (fresh !== null || task.kind === 'create' || !waitsForInstance(step)) return step;
  const now = checkedAt ?? createdAt;
  const at = { now, accepted: null, version: '' };
  return { ...step, fresh: seen, edit: given ?? editOf(operation, seen, at) };
}

/** State of a secret by its handle; null where it is not here any more. */
export type SecretStateOf = (handle: string) => SecretState | null;

function secretOf({ secret }: StepRecord, stateOf: SecretStateOf): PlanStep['secret'] {
  const state = secret === null ? null : stateOf(secret.handle);
  return secret === null || state === null ? null : { handle: secret.handle, state };
}

/** Whether nothing came of a step because its robot is not on its Harbor any more. */
export function isGone({ status, findings, error, task }: StepRecord): boolean {
  if (status === 'blocked') return findings.some(({ rule }) => rule === 'gone');
  return status === 'refused' && error?.code === 'not-found' && task.kind !== 'create';
}

/** Whether the robot of a step was what is wanted; nobody knows while it is checked. */
export const hasNothingToDo = ({ state }: PlanRecord, { status, findings }: StepRecord): boolean =>
  state !== 'checking' &&
  (status === 'planned' || status === 'done') &&
  findings.some(({ rule }) => rule === 'nothing-to-change');

/** A step as the window shows it. */
export const stepView = (
  plan: PlanRecord,
  step: StepRecord,
  stateOf: SecretStateOf = () => null,
): PlanStep => ({
  index: step.index,
  instanceId: step.instanceId,
  key: step.key,
  robotId: step.made?.id ?? (step.task.kind === 'create' ? null : step.seen.id),
  robotName: step.made?.name ?? robotOf(step).name,
  updatedAt: robotOf(step).updatedAt,
  makes: isMaking(step),
  secret: secretOf(step, stateOf),
  changes: changesOf(asMeant(plan, step)),
  requests: requestsOf(step),
  findings: [...step.findings],
  conflicts: [...step.conflicts],
  answer: step.answer?.kind ?? null,
  canAnswer: canAnswer(plan, step),
  status: step.status,
  isGone: isGone(step),
  error: step.error,
  differs: [...step.differs],
  requestIds: [...step.requestIds],
});

/** Rules under which stands that an instance could not be asked. */
const NOT_ASKED: ReadonlySet<string> = new Set(['unreachable', 'login', 'keychain']);

/** Whether a step was not judged because its instance could not be asked; it is, once that answers. */
export const waitsForInstance = ({ status, findings }: StepRecord): boolean =>
  status === 'blocked' && findings.some(({ rule }) => NOT_ASKED.has(rule));

/**
 * A plan as the window shows it.
 *
 * @param isProduction of an instance's id
 * @param isSignedOut nobody is signed in there through the provider, so that nothing can be sent
 */
export function planView(
  plan: PlanRecord,
  isProduction: (id: string) => boolean,
  isSignedOut: (id: string) => boolean = () => false,
): Plan {
  const counts = Object.fromEntries(STEP_STATUSES.map((status) => [status, 0])) as Record<
    StepStatus,
    number
  >;
  let production = 0;
  let warnings = 0;
  let hasRemarks = false;
  let conflicts = 0;
  let stale = 0;
  let unchecked = 0;
  const gone = { blocked: 0, refused: 0 };
  const nothingToDo = { planned: 0, done: 0 };
  const waitsFor = new Set<string>();
  for (const step of plan.steps) {
    const { status, instanceId, findings } = step;
    if (waitsForAnswer(step)) conflicts += 1;
    if (canDropStale(step)) stale += 1;
    if (isGone(step)) gone[status === 'blocked' ? 'blocked' : 'refused'] += 1;
    if (waitsForInstance(step)) waitsFor.add(instanceId);
    if (waitsForInstance(step) || wasPassedOver(step)) unchecked += 1;
    const isHeldUp = plan.state === 'paused' && (status === 'planned' || status === 'running');
    if (isHeldUp && isSignedOut(instanceId)) waitsFor.add(instanceId);
    counts[status] += 1;
    if (hasNothingToDo(plan, step)) nothingToDo[status === 'planned' ? 'planned' : 'done'] += 1;
    else if (status !== 'blocked' && status !== 'not-tried' && isProduction(instanceId)) {
      production += 1;
    }
    const isWarned = findings.some(({ severity }) => severity === 'warning');
    if (status === 'planned' && isWarned) warnings += 1;
    hasRemarks ||= loudest(step) !== null;
  }
  const { id, title, operation, createdAt, state, pausedWhy, undoOf, origin, steps } = plan;
  const exportTo = plan.exportTo ?? null;
  const canUndo = state === 'finished' && steps.some((step) => takingBack(step) !== null);
  return {
    id,
    title,
    operation,
    createdAt,
    state,
    checkedAt: plan.checkedAt ?? null,
    pausedWhy,
    steps: steps.length,
    counts,
    production,
    warnings,
    hasRemarks,
    conflicts: plan.wasUndone ? 0 : conflicts,
    stale: state === 'finished' ? 0 : stale,
    waitsFor: state === 'finished' ? [] : [...waitsFor],
    unchecked: state === 'finished' ? 0 : unchecked,
    gone,
    nothingToDo,
    undoOf,
    // Plans of earlier days know nothing of it.
    origin: origin ?? null,
    exportTo: exportTo === null ? null : exportView(exportTo),
    canUndo,
  };
}
