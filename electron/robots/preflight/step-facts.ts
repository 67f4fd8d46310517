import { AppError } from '../../../shared/contract/errors.ts';
import { shortNameOf } from '../../../shared/robots/changes/definition.ts';
import { secretProblem } from '../../../shared/robots/changes/secret-policy.ts';
import { isGivenName } from '../../../shared/robots/names.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import type { HarborClient, RobotPlace } from '../../harbor/types.ts';
import { asAppError, type CommandPorts } from '../harbors.ts';
import { makesSecret, type StepRecord } from '../plan-record.ts';
import { NO_FACTS, type Place, type StepFacts } from '../situation.ts';
import { choiceIn } from '../plan/tasks.ts';

type Secrets = CommandPorts['secrets'];

/** Where and as what a robot is to be made, as one text; '' for one that is there. */
export const spotOf = ({ instanceId, seen, task }: StepRecord): string =>
  task.kind === 'create'
    ? JSON.stringify([instanceId, task.place.project, seen.level, task.definition.name])
    : '';

/** The steps that make a robot which another one of the plan makes as well. */
export function twinsAmong(steps: readonly StepRecord[]): ReadonlySet<StepRecord> {
  const first = new Map<string, StepRecord>();
  const twins = new Set<StepRecord>();
  for (const step of steps) {
    const spot = spotOf(step);
    if (spot === '') continue;
    const other = first.get(spot);
    if (other === undefined) first.set(spot, step);
    else twins.add(other).add(step);
  }
  return twins;
}

/** Names of the projects that a step's new permissions are for, and of its own. */
export function projectsIn({ task, seen }: StepRecord): string[] {
  if (task.kind !== 'create' && task.kind !== 'recreate') return [];
  const named = seen.permissions
    .filter(({ kind, namespace }) => kind === 'project' && namespace !== '*' && namespace !== '')
    .map(({ namespace }) => namespace);
  return seen.projectName === '' ? named : [...named, seen.projectName];
}

/** Why new secrets cannot be kept in the keychain, as a sentence; ''. */
export async function keychainProblem(secrets: Secrets): Promise<string> {
  try {
    await secrets.requireReady();
    return '';
  } catch (error) {
    return asAppError(error).message;
  }
}

/** What is wrong with the secret that a step is to give, as a sentence; ''. */
async function problemWithSecret(
  { task, instanceId, seen, fresh }: StepRecord,
  secrets: Secrets,
): Promise<string> {
  const choice = choiceIn(task);
  if (choice?.kind === 'prepared') {
    const { id: robotId, name, createdAt } = fresh ?? seen;
    const robot = { instanceId, robotId, name, createdAt };
    return secrets.list({ robot, states: ['prepared'] }).total > 0
      ? ''
      : 'No secret is prepared for this robot.';
  }
  if (choice?.kind === 'own') {
    try {
      return secretProblem(await secrets.read(choice.handle)) ?? '';
    } catch (error) {
      return asAppError(error).message;
    }
  }
  if (choice?.kind !== 'kept') return '';
  const source = task.kind === 'create' ? task.copyOf : null;
  const secret = source === null ? null : await secrets.ofRobot(source).catch(asNone);
  return secret === null ? 'Purser keeps no secret of the robot that it is made after.' : '';
}

/** A keychain that cannot be read is said by another rule. */
const asNone = (): null => null;

/**
 * The robot that has the wanted name at the wanted place; null where there is none, or it hides.
 * Throws the client's AppErrors.
 */
export async function takenBy(
  { seen, task }: StepRecord,
  place: Place,
  client: HarborClient,
  signal: AbortSignal,
): Promise<Robot | null> {
  if (task.kind !== 'create' || !isGivenName(task.definition.name)) return null;
  const { project } = task.place;
  const projectId = place.projectIds.get(project) ?? null;
  if (seen.level === 'project' && (projectId === null || place.missing.has(project))) return null;
  const spot: RobotPlace =
    seen.level === 'system' || projectId === null
      ? { level: 'system' }
      : { projectId, projectName: project };
  try {
    const found = await client.findRobot(spot, task.definition.name, signal);
    if (found === null) return null;
    const robot = { ...found.robot, projectName: seen.level === 'project' ? project : '' };
    return shortNameOf(robot, place.prefix) === task.definition.name ? robot : null;
  } catch (error) {
    // Who may make robots may not always list them; then Harbor says so itself (409).
    if (error instanceof AppError && error.code === 'forbidden') return null;
    throw error;
  }
}

/** What a check found out once for all of its steps. */
export interface CheckFacts {
  readonly twins: ReadonlySet<StepRecord>;
  /** See `keychainProblem`. */
  readonly keychain: string;
}

/**
 * What a step is judged by beside its place and its robot.
 * @param taken see `takenBy`
 */
export async function factsOf(
  step: StepRecord,
  { twins, keychain }: CheckFacts,
  taken: Robot | null,
  secrets: Secrets,
): Promise<StepFacts> {
  if (!makesSecret(step)) return NO_FACTS;
  return {
    taken,
    isTwin: twins.has(step),
    secretProblem: await problemWithSecret(step, secrets),
    keychainProblem: keychain,
  };
}
