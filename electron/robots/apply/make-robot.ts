import { AppError } from '../../../shared/contract/errors.ts';
import type { SecretChoice } from '../../../shared/contract/secrets.ts';
import { durationFor } from '../../../shared/robots/changes/edit.ts';
import { expiryAfter } from '../../../shared/robots/expiry/index.ts';
import type { Robot } from '../../../shared/robots/robot.ts';
import type { RobotPlace } from '../../harbor/types.ts';
import { askForRobot } from './ask-for-robot.ts';
import { beginSecret, dropSecret, hasSecret } from './begin-secret.ts';
import { readRobotNow } from '../harbors.ts';
import { isMadeByUs } from './made-by-us.ts';
import { robotOf, type StepRecord } from '../plan-record.ts';
import { serverNow } from './prove-secret.ts';
import { keepRunning } from './read-first.ts';
import { noteRequest } from './send-surely.ts';
import { end, withRemark } from './step-end.ts';
import {
  Halt,
  isHalting,
  isOpenQuestion,
  orHalt,
  type StepMeans,
  wasNeverSent,
} from './step-means.ts';
import type { Making } from '../plan/tasks.ts';

/** A robot that this step made, now or before it was interrupted. */
export interface Made {
  /** As read, or as it was asked for where it was not read yet. */
  readonly robot: Robot;
  /** As it was asked for. */
  readonly wanted: Robot;
  /** The secret that Harbor chose, where its answer arrived in this process. */
  readonly harborSecret: string | null;
}

/** How a step ends of which no robot came. */
export type EndWithout = (status: 'refused' | 'unknown', error: AppError) => void;

/** Secrets of answers whose step could not be carried on at once: the keychain was locked, say. */
const answered = new WeakMap<StepRecord, string>();

const taken = (name: string): AppError =>
  new AppError('conflict', `Harbor has a robot ${name} already, so none was made.`);

const noProject = (project: string): AppError =>
  new AppError('not-found', `Harbor has no project ${project} that this login sees.`);

const goneAgain = (name: string): AppError =>
  new AppError('not-found', `${name} was made, and is gone again.`);

const NOT_THERE = 'No robot of this name was there when it was looked for afterwards.';
/** A robot that is there without anybody who could sign in as it. */
export const NOBODY_KNOWS =
  'The robot was made, but nobody knows its secret: refresh it, or delete it.';
const SECRET_UNKNOWN =
  'The robot was made, but the answer with its secret was lost, and this login may neither refresh nor delete it. Refresh it as a user, or delete it.';

/** One making of one robot. */
class Maker {
  readonly #step: StepRecord;
  readonly #making: Making;
  readonly #means: StepMeans;
  readonly #endWithout: EndWithout;
  /** As the step came, for a request that surely never arrived. */
  readonly #before: Pick<StepRecord, 'status' | 'wasSent'>;
  /** It may have been asked for before, so that a robot of this name may be ours. */
  #mayBeThere: boolean;

  constructor(step: StepRecord, making: Making, means: StepMeans, endWithout: EndWithout) {
    this.#step = step;
    this.#making = making;
    this.#means = means;
    this.#endWithout = endWithout;
    this.#before = { status: step.status, wasSent: step.wasSent };
    this.#mayBeThere = step.sentAt !== null;
  }

  async make(choice: SecretChoice): Promise<Made | null> {
    const step = this.#step;
    const place = await orHalt(() => this.#place());
    if (place === null) return this.#end('refused', noProject(this.#making.place.project));
    if (step.made !== null) return this.#goOn(step.made, place, choice);
    const found = await this.#look(place);
    if (found !== null && !(this.#mayBeThere && (await this.#isOurs(found, place)))) {
      return this.#end('refused', taken(found.name));
    }
    if (!(await beginSecret(step, choice, this.#means))) return this.#endBegun();
    return found === null ? this.#ask(place) : this.#takeOver(found, place);
  }

  /** A robot that the record knows to be made. */
  async #goOn(
    made: NonNullable<StepRecord['made']>,
    place: RobotPlace,
    choice: SecretChoice,
  ): Promise<Made | null> {
    const step = this.#step;
    const { client, identity } = this.#means;
    const known = { ...this.#wanted(place), ...made };
    const now = await orHalt(() => readRobotNow(client, known));
    if (now === null) return this.#end('unknown', goneAgain(made.name));
    const harborSecret = answered.get(step) ?? null;
    const isKept = hasSecret(step, this.#means) && step.secret?.phase !== 'intended';
    if (!(await beginSecret(step, choice, this.#means))) {
      return this.#endBegun('unknown', NOBODY_KNOWS);
    }
    return identity.kind === 'robot' && harborSecret === null && !isKept
      ? this.#takeOver(now.robot, place)
      : this.#adopt(now.robot, harborSecret, place, now.robot);
  }

  async #place(): Promise<RobotPlace | null> {
    const { client, requireAllowed } = this.#means;
    const { definition, place } = this.#making;
    requireAllowed();
    if (definition.level === 'system') return { level: 'system' };
    const projectName = place.project;
    const projectId = (await client.projectId(projectName)) ?? robotOf(this.#step).projectId;
    return projectId === null ? null : { projectId, projectName };
  }

  /** What to expect, counted from when it was asked for. */
  #wanted(place: RobotPlace): Robot {
    const now = this.#step.sentAt ?? this.#means.now();
    const duration = durationFor(this.#making.definition.until, now, now);
    return {
      ...robotOf(this.#step),
      projectId: 'projectId' in place ? place.projectId : null,
      duration,
      createdAt: now,
      expiresAt: expiryAfter(now, duration),
    };
  }

  /** The robot of this name. Throws Halt where that cannot be found out now. */
  #look(place: RobotPlace): Promise<Robot | null> {
    const { client } = this.#means;
    const { name } = this.#making.definition;
    return orHalt(async () => (await client.findRobot(place, name))?.robot ?? null);
  }

  async #isOurs(found: Robot, place: RobotPlace): Promise<boolean> {
    const { client, identity } = this.#means;
    const { clockOffset } = await orHalt(() => client.systemInfo());
    return isMadeByUs(found, {
      identity,
      sentAt: this.#step.sentAt ?? 0,
      isClockKnown: clockOffset !== null,
      wanted: this.#wanted(place),
    });
  }

  /** Ends the step; its secret was never Harbor's. */
  async #end(status: 'refused' | 'unknown', error: AppError): Promise<null> {
    this.#endWithout(status, error);
    await dropSecret(this.#step, this.#means);
    return null;
  }

  /** Ends a step that no secret could be had for: `beginSecret` has said why. */
  #endBegun(status: 'refused' | 'unknown' = 'refused', remark = ''): null {
    const { error } = this.#step;
    if (error === null) return null;
    const why = AppError.fromShape(error);
    this.#endWithout(status, remark === '' ? why : withRemark(why, remark));
    return null;
  }

  async #ask(place: RobotPlace): Promise<Made | null> {
    const step = this.#step;
    let lost: AppError | null = null;
    for (let turn = 1; turn <= 2; turn += 1) {
      const sentAt = await orHalt(() => serverNow(this.#means));
      await keepRunning(step, { sentAt }, this.#means);
      const asked = await askForRobot(step, this.#making, sentAt, this.#means);
      if (asked.kind === 'made') return this.#adopt(asked.made, asked.made.secret, place, null);
      const { error } = asked;
      if (asked.kind === 'failed') {
        if (isHalting(error) || wasNeverSent(error)) {
          if (lost === null) Object.assign(step, this.#before, { sentAt: null });
          throw new Halt(error);
        }
        if (!this.#mayBeThere || error.code !== 'conflict') return this.#end('refused', error);
      }
      this.#mayBeThere = true;
      lost = error;
      const found = await this.#look(place);
      if (found === null) continue;
      if (!(await this.#isOurs(found, place))) return this.#end('refused', taken(found.name));
      return this.#takeOver(found, place);
    }
    return lost === null ? null : this.#end('unknown', withRemark(lost, NOT_THERE));
  }

  /**
   * A robot whose secret nobody knows. A user refreshes it; a robot's login cannot, so it deletes
   * it and makes it again, where it may.
   */
  async #takeOver(found: Robot, place: RobotPlace): Promise<Made | null> {
    const step = this.#step;
    const { client, identity } = this.#means;
    if (identity.kind === 'user') return this.#adopt(found, null, place, found);
    const error = await noteRequest(step, () => client.deleteRobot(found.id));
    if (error === null || error.code === 'not-found') {
      step.made = null;
      return this.#ask(place);
    }
    if (isHalting(error) || wasNeverSent(error) || isOpenQuestion(error)) throw new Halt(error);
    step.made = { id: found.id, name: found.name };
    return this.#end('unknown', withRemark(error, SECRET_UNKNOWN));
  }

  /** Writes down that the robot is there, and under which name its secret is kept. */
  async #adopt(
    { id, name, createdAt }: Pick<Robot, 'id' | 'name' | 'createdAt'>,
    harborSecret: string | null,
    place: RobotPlace,
    found: Robot | null,
  ): Promise<Made | null> {
    const step = this.#step;
    const { identity, secrets } = this.#means;
    const handle = step.secret?.handle ?? '';
    const made = { id, name };
    const wanted = { ...this.#wanted(place), ...made };
    const robot = found ?? { ...wanted, disabled: false };
    step.made = made;
    if (harborSecret !== null) answered.set(step, harborSecret);
    const isByRobot = identity.kind === 'robot';
    if (isByRobot && harborSecret === null && step.secret?.phase === 'intended') {
      return this.#takeOver(robot, place);
    }
    // A robot's login cannot refresh: what this answer says is the only secret there will be.
    await orHalt(async () => {
      if (isByRobot && harborSecret !== null) await secrets.replace(handle, harborSecret);
      await secrets.named(handle, { ...made, createdAt });
    });
    if (isByRobot) await keepRunning(step, { secret: { handle, phase: 'sent' } }, this.#means);
    return { robot, wanted, harborSecret };
  }
}

/**
 * Makes the robot of a step, or finds the one that it made before it was interrupted: by name,
 * moment, login and content. Never makes a second one.
 * @returns null where the step has ended. Throws Halt; the step can be carried on then.
 */
export const makeRobot = (
  step: StepRecord,
  making: Making,
  choice: SecretChoice,
  means: StepMeans,
  endWithout: EndWithout = (status, error) => end(step, status, error),
): Promise<Made | null> => new Maker(step, making, means, endWithout).make(choice);
