import type { PlannedChange } from '../../contract/plans.ts';
import type { Robot } from '../../robots/robot.ts';
import type { History, NewHistory } from './history.ts';
import { changesSeen } from './history-changes.ts';
import type { CachedInstance } from '../instances.ts';
import type { ReadRobot } from '../shapes.ts';
import type { KnownRobots } from '../reading/known-robots.ts';
import type { Reading } from '../reading/reading.ts';
import type { KnownRobot } from '../reading/robot-writes.ts';

/** A robot made this long before the last sync's end was not to be seen by it; seconds. */
const SLACK = 3_600;

/** More robots than this that were there before are told as one: this login sees more now. */
const MOST_SEEN = 20;

/** The first reading of an instance is no history: nothing was known before. */
const isFirst = ({ asOf }: CachedInstance): boolean => asOf === null;

/**
 * Notes down what readings find changed; within the caller's transaction.
 * @param prefixChange the last one that Purser itself made at an instance: finding it is no news
 */
export function createHistoryNotes(
  history: History,
  robots: KnownRobots,
  prefixChange: (instanceId: string) => PlannedChange | null,
) {
  /** Robots with another name by instance, until a reading ends and tells the new prefix. */
  const renamed = new Map<string, number>();

  const isOurs = ({ id, prefix: from }: CachedInstance, to: string): boolean => {
    const ours = prefixChange(id);
    return ours !== null && ours.from === from && ours.to === to;
  };

  const aboutRobot = (
    instance: CachedInstance,
    robot: Robot,
    at: number,
    told: Pick<NewHistory, 'kinds' | 'changes'>,
  ): NewHistory => ({
    at,
    since: instance.asOf,
    updatedAt: robot.updatedAt,
    createdAt: robot.createdAt,
    instanceId: instance.id,
    instanceName: instance.name,
    robotId: robot.id,
    robotName: robot.name,
    count: 1,
    ...told,
  });

  const aboutInstance = (
    { instance, startedAt }: Pick<Reading, 'instance' | 'startedAt'>,
    told: Pick<NewHistory, 'kinds' | 'changes' | 'count'>,
  ): NewHistory => ({
    at: startedAt,
    since: instance.asOf,
    updatedAt: 0,
    createdAt: 0,
    instanceId: instance.id,
    instanceName: instance.name,
    robotId: null,
    robotName: '',
    ...told,
  });

  const noteChange = (
    instance: CachedInstance,
    before: Robot,
    after: Robot,
    at: number,
    wasGone: boolean,
  ): void => {
    const { kinds, changes } = changesSeen(before, after);
    const all: NewHistory['kinds'] = [...(wasGone ? (['returned'] as const) : []), ...kinds];
    if (all.length === 0) return;
    history.add(aboutRobot(instance, after, at, { kinds: all, changes: [...changes] }));
  };

  return {
    /** A robot is about to be written that is not known yet. */
    added(reading: Reading, { robot }: ReadRobot): void {
      const { instance, startedAt, news } = reading;
      if (isFirst(instance)) return;
      const isOld = robot.createdAt > 0 && robot.createdAt < (instance.asOf ?? 0) - SLACK;
      const kinds: NewHistory['kinds'] = [isOld ? 'seen' : 'added'];
      const entry = aboutRobot(instance, robot, startedAt, { kinds, changes: [] });
      if (isOld) news.seen.push(entry);
      else if (reading.known > 0 && !reading.familiar) news.held.push(entry);
      else history.add(entry);
    },
    /** Another robot of the same id takes a robot's place. */
    replaced(reading: Reading, known: KnownRobot): void {
      const old = isFirst(reading.instance) ? null : robots.byKey(known.key);
      if (old === null || old.gone) return;
      const told: Pick<NewHistory, 'kinds' | 'changes'> = { kinds: ['gone'], changes: [] };
      history.add(aboutRobot(reading.instance, old.robot, reading.startedAt, told));
    },
    /** Writes a robot that is known and may have changed. @returns what `write` does */
    changed(reading: Reading, known: KnownRobot, read: ReadRobot, write: () => boolean): boolean {
      const { instance, startedAt } = reading;
      const old = isFirst(instance) ? null : robots.byKey(known.key);
      const isWritten = write();
      if (!isWritten || old === null) return isWritten;
      if (old.robot.name !== read.robot.name && old.robot.editable) {
        renamed.set(instance.id, (renamed.get(instance.id) ?? 0) + 1);
      }
      noteChange(instance, old.robot, read.robot, startedAt, known.goneSince !== null);
      return isWritten;
    },
    /** What the end of a reading tells. @param missing keys of robots that are about to be gone */
    ended(reading: Reading, missing: readonly number[], isReplaced: boolean, prefix: string): void {
      const { instance, startedAt, news } = reading;
      if (!isFirst(instance)) {
        if (isReplaced) {
          const told = { kinds: ['replaced' as const], changes: [], count: missing.length };
          if (instance.replacedIn === null) history.add(aboutInstance(reading, told));
        } else {
          news.held.forEach(history.add);
          if (news.seen.length <= MOST_SEEN) news.seen.forEach(history.add);
          else {
            const told = { kinds: ['seen' as const], changes: [], count: news.seen.length };
            history.add(aboutInstance(reading, told));
          }
          for (const key of missing) {
            const old = robots.byKey(key);
            const told: Pick<NewHistory, 'kinds' | 'changes'> = { kinds: ['gone'], changes: [] };
            if (old !== null) history.add(aboutRobot(instance, old.robot, startedAt, told));
          }
        }
        const count = renamed.get(instance.id) ?? 0;
        if (count > 0 && prefix !== instance.prefix && !isOurs(instance, prefix)) {
          const changes = [{ field: 'prefix', from: instance.prefix, to: prefix }];
          history.add(aboutInstance(reading, { kinds: ['renamed'], changes, count }));
        }
        renamed.delete(instance.id);
      }
      history.prune(startedAt);
    },
    /**
     * A robot that was read alone is about to be written.
     * @param ours as it was right before we changed it; undefined where we did not
     */
    readAlone(
      instance: CachedInstance,
      known: KnownRobot,
      after: Robot,
      at: number,
      ours?: Robot,
    ): void {
      if (isFirst(instance)) return;
      const old = robots.byKey(known.key);
      if (old === null) return;
      if (ours === undefined) {
        noteChange(instance, old.robot, after, at, old.gone);
        return;
      }
      history.takeBack(instance.id, after.id, ours.updatedAt, after.updatedAt);
      // A sync that was here since has noted the rest already.
      if (old.robot.updatedAt <= ours.updatedAt) {
        noteChange(instance, old.robot, ours, at, old.gone);
      }
    },
    /** A robot that we made: a sync may have found it first. */
    made: (instance: CachedInstance, { id, updatedAt }: Robot): void =>
      history.takeBack(instance.id, id, -1, updatedAt),
    /** A robot is about to be marked gone. */
    goneAlone(instance: CachedInstance, known: KnownRobot, at: number, isOurs: boolean): void {
      const old = isFirst(instance) ? null : robots.byKey(known.key);
      if (old === null) return;
      if (isOurs) history.takeBackGone(instance.id, old.robot.id);
      else if (!old.gone) {
        history.add(aboutRobot(instance, old.robot, at, { kinds: ['gone'], changes: [] }));
      }
    },
  };
}

export type HistoryNotes = ReturnType<typeof createHistoryNotes>;
