import { AppError } from '../../../shared/contract/errors.ts';
import { MAX_PLACES, type Operation } from '../../../shared/contract/operations.ts';
import type { Plan } from '../../../shared/contract/plans.ts';
import type { SecretChoice } from '../../../shared/contract/secrets.ts';
import { withProjectsNamed } from '../../../shared/robots/changes/permission-rules.ts';
import { grouped } from '../../../shared/robots/counted.ts';
import { titleOf } from '../../../shared/robots/changes/words.ts';
import { cloneSteps } from './clone-steps.ts';
import type { Commands } from '../commands.ts';
import { creationSteps } from './creation-steps.ts';
import { definitionSteps } from './definition-steps.ts';
import type { CommandPorts } from '../harbors.ts';
import type { NewPlan, StepRecord } from '../plan-record.ts';
import type { PlanExports } from '../plan-export.ts';
import { planSteps } from './plan-steps.ts';

/** Throws `invalid-input` for the secret of a robot that there is none for. */
function requireSource({ kind }: SecretChoice, mayBePrepared = false): void {
  if (kind === 'prepared' && !mayBePrepared) {
    throw new AppError('invalid-input', 'Only robots that are there can get a prepared secret.');
  }
  if (kind !== 'kept') return;
  throw new AppError('invalid-input', 'Only clones can get a secret that is kept already.');
}

const tooMany = (places: number): AppError =>
  new AppError(
    'invalid-input',
    `One robot can have permissions at ${grouped(MAX_PLACES)} places at most, and these are ${grouped(places)}. Give them in all projects instead, or make several robots.`,
  );

/** What making plans needs. */
interface MakerParts {
  readonly ports: Pick<CommandPorts, 'book' | 'inventory' | 'now'>;
  /** Of an instance. */
  readonly nameOf: (instanceId: string) => string;
  /** Begins to check a new plan. */
  readonly begin: (part: NewPlan) => Plan;
  readonly exports: Pick<PlanExports, 'chosen'>;
}

/** How plans come to be from what people ask for. */
export function createPlanMakers({
  ports,
  nameOf,
  begin,
  exports,
}: MakerParts): Pick<Commands, 'make' | 'schedule' | 'narrow' | 'create' | 'clone' | 'define'> {
  const addSteps = (
    operation: Operation,
    steps: StepRecord[],
    more: Pick<NewPlan, 'exportTo'> = {},
  ): Plan => {
    if (steps.length === 0) {
      throw new AppError('unknown-item', 'None of these robots is in the inventory any more.');
    }
    const robots = steps.map(({ seen }) => seen.name);
    const instances = [...new Set(steps.map(({ instanceId }) => nameOf(instanceId)))];
    const title = titleOf(operation, robots, instances);
    return begin({ title, operation, steps, ...more });
  };

  const make = async (operation: Operation, keys: readonly number[]): Promise<Plan> => {
    if (operation.kind === 'create' || operation.kind === 'define') {
      throw new AppError('invalid-input', 'New robots are planned by their definitions.');
    }
    if (operation.kind === 'narrow') {
      throw new AppError('invalid-input', 'Projects of their own are planned robot by robot.');
    }
    if (operation.kind === 'schedule') {
      throw new AppError('invalid-input', 'Dates are planned by a policy.');
    }
    if ('secret' in operation) requireSource(operation.secret, operation.kind === 'refresh');
    return addSteps(operation, await planSteps(ports.inventory, operation, keys));
  };

  const schedule: Commands['schedule'] = async (dates) => {
    const durations = new Map(dates.map(({ key, duration }) => [key, duration]));
    const operation = { kind: 'schedule' } as const;
    const steps = await planSteps(ports.inventory, operation, [...durations.keys()], ({ key }) => ({
      duration: durations.get(key) ?? 0,
    }));
    return addSteps(operation, steps);
  };

  const narrow: Commands['narrow'] = async (robots) => {
    const projects = new Map(robots.map((one) => [one.key, one.projects]));
    const operation = { kind: 'narrow' } as const;
    const steps = await planSteps(
      ports.inventory,
      operation,
      [...projects.keys()],
      ({ key, robot }) => ({
        permissions: withProjectsNamed(robot.permissions, projects.get(key) ?? []),
      }),
    );
    return addSteps(operation, steps);
  };

  const create: Commands['create'] = async (wishes, source, replaces = null, placeId = null) => {
    for (const { instanceId } of wishes.flatMap(({ places }) => places)) {
      ports.book.instance(instanceId);
    }
    for (const { secret, definition } of wishes) {
      requireSource(secret);
      if (definition.permissions.length > MAX_PLACES) throw tooMany(definition.permissions.length);
    }
    const steps = await creationSteps(ports.inventory, wishes, ports.now());
    const [old] = replaces === null ? [] : await ports.inventory.robotsByKeys([replaces]);
    const exportTo = placeId === null ? null : await exports.chosen(placeId, steps);
    if (old === undefined) return addSteps({ kind: 'create', source }, steps, { exportTo });
    const { key, instanceId, robot } = old;
    const { id: robotId, name, createdAt } = robot;
    const replaced = { key, instanceId, robotId, name, createdAt };
    return addSteps({ kind: 'create', source, replaces: replaced }, steps, { exportTo });
  };

  const clone: Commands['clone'] = async (wishes, source = 'clone') => {
    if (wishes.secret.kind !== 'kept') requireSource(wishes.secret);
    if (wishes.name !== null && new Set(wishes.keys).size > 1) {
      throw new AppError('invalid-input', 'A new name can be given to one robot only.');
    }
    for (const { instanceId } of wishes.places) ports.book.instance(instanceId);
    const steps = await cloneSteps(ports.inventory, wishes, ports.now());
    return addSteps({ kind: 'create', source }, steps);
  };

  const define: Commands['define'] = async (wishes) => {
    const steps = await definitionSteps(ports.inventory, wishes, ports.now());
    return addSteps({ kind: 'define', removes: wishes.removed.length }, steps);
  };

  return { make, schedule, narrow, create, clone, define };
}
