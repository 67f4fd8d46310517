import type { Database } from 'better-sqlite3';
import type { Robot } from '../../robots/robot.ts';
import type { HistoryNotes } from '../history/history-notes.ts';
import type { StaleMarks } from '../catalogues.ts';
import type { CachedInstance, Instances } from '../instances.ts';
import type { ReadRobot } from '../shapes.ts';
import type { Owners } from '../owners/owners.ts';
import type { Readings } from './readings.ts';
import { STANDING } from '../robot-record.ts';
import type { RobotWrites } from './robot-writes.ts';

interface Parts {
  readonly instances: Instances;
  readonly writes: RobotWrites;
  readonly readings: Readings;
  readonly notes: HistoryNotes;
  readonly owners: Owners;
  readonly staleMarks: StaleMarks;
}

/** Robots one by one, as changes of them are planned and made. */
export function createChangedRobots(db: Database, parts: Parts) {
  const { instances, writes, readings, notes, owners, staleMarks } = parts;
  const mark = db.prepare(
    `UPDATE robot SET standing = ${STANDING.gone}, gone_since = @at, last_seen = @at
     WHERE instance = @instance AND id = @id AND standing <> ${STANDING.gone}`,
  );
  const readingsOf = db
    .prepare<[number], number>('SELECT readings FROM instance WHERE num = ?')
    .pluck();
  const clock = (): number => Math.floor(Date.now() / 1_000);
  /** What the end of a reading settles of all robots. */
  const settle = (instance: CachedInstance, robotId: number): void => {
    staleMarks.ofRobot(instance, robotId);
    owners.settleRobot(instance.num, robotId);
  };

  return {
    write(instanceId: string, read: ReadRobot, ours?: { readonly before: Robot | null }): void {
      const instance = instances.byId(instanceId);
      if (instance === null) return;
      readings.write(() => {
        const { num } = instance;
        const known = writes.find(num, read.robot.id);
        const isMade = ours?.before === null;
        if (isMade) {
          notes.made(instance, read.robot);
          readings.include(instanceId, read.robot.id);
        }
        if (known === undefined) {
          if (!isMade) return;
          writes.add(read, instance, clock(), readingsOf.get(num) ?? 0);
          settle(instance, read.robot.id);
          return;
        }
        if (!isMade) {
          notes.readAlone(instance, known, read.robot, clock(), ours?.before ?? undefined);
        }
        if (!writes.isUnchanged(known, read)) writes.change(known, read, instance);
        settle(instance, read.robot.id);
      });
    },
    markGone(instanceId: string, robotId: number, at: number, isOurs = false): void {
      const instance = instances.byId(instanceId);
      if (instance === null) return;
      readings.write(() => {
        const known = writes.find(instance.num, robotId);
        if (known === undefined) return;
        notes.goneAlone(instance, known, clock(), isOurs);
        mark.run({ instance: instance.num, id: robotId, at });
      });
    },
  };
}
