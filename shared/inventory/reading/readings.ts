import type { Database } from 'better-sqlite3';
import { AppError } from '../../contract/app-error.ts';
import { createChanges } from '../database/changes.ts';
import type { HistoryNotes } from '../history/history-notes.ts';
import { noNews } from '../history/reading-news.ts';
import type { Instances } from '../instances.ts';
import type { ReadProject, ReadRobot, ReadingEnd, ReadingResult } from '../shapes.ts';
import { createMarks } from '../marks.ts';
import type { Names } from '../names.ts';
import type { PermissionSets } from '../permission-sets.ts';
import type { Reading } from './reading.ts';
import type { ReadingEnds } from './reading-ends.ts';
import type { KnownRobot, RobotWrites } from './robot-writes.ts';

interface Parts {
  readonly instances: Instances;
  readonly names: Names;
  readonly sets: PermissionSets;
  readonly writes: RobotWrites;
  readonly ends: ReadingEnds;
  readonly notes: HistoryNotes;
}

const gone = (): AppError =>
  new AppError('cache-failed', 'This reading of the instance was interrupted. Sync it again.', {
    retryable: true,
  });

/**
 * Same id, other birthday: ids start again when a Harbor is set up anew or restored from a
 * backup. A robot's creation time never changes otherwise.
 */
const isStranger = (known: KnownRobot, { robot }: ReadRobot): boolean =>
  known.created !== 0 && robot.createdAt !== 0 && known.created !== robot.createdAt;

/** Rows after which the write-ahead log is worth emptying. */
const MANY = 2_000;

/** Readings: pages are written as they come, the end decides who is gone. */
export function createReadings(db: Database, parts: Parts) {
  const { instances, names, sets, writes, ends, notes } = parts;
  const readings = new Map<number, Reading>();
  let lastId = Date.now();
  let seenVersion = -1;

  const countKnown = db
    .prepare<[number, number], number>(
      'SELECT count(*) FROM robot WHERE instance = ? AND standing <> 0 AND first_reading < ?',
    )
    .pluck();
  const begin = db
    .prepare<[number], number>(
      'UPDATE instance SET readings = readings + 1 WHERE num = ? RETURNING readings',
    )
    .pluck();
  const changes = createChanges(db);
  const marks = createMarks(db);
  const listProject = db.prepare('UPDATE project SET listed = 1 WHERE num = ? AND listed = 0');

  const forgetRemembered = (): void => {
    names.forgetRemembered();
    sets.forgetRemembered();
  };

  /** One transaction; what is remembered of the tables must not outlive a rollback. */
  const write = <T>(work: () => T): T => {
    try {
      return db
        .transaction(() => {
          const now = changes.others();
          if (now !== seenVersion) forgetRemembered();
          seenVersion = now;
          return work();
        })
        .immediate();
    } catch (error) {
      forgetRemembered();
      throw error;
    }
  };

  /** After the answer, which need not wait for it: the log would stay as large as the file. */
  const emptyLog = (): void => {
    if (!db.open) return;
    try {
      db.pragma('main.wal_checkpoint(TRUNCATE)');
    } catch {
      // On a full disk the log stays, and is emptied another time.
    }
  };

  const open = (id: number): Reading => {
    const reading = readings.get(id);
    if (reading === undefined) throw gone();
    return reading;
  };

  const isOneOfUs = (reading: Reading, known: KnownRobot): boolean =>
    known.goneSince === null &&
    known.firstReading < (reading.instance.replacedIn ?? reading.number);

  const replaceStranger = (reading: Reading, known: KnownRobot, read: ReadRobot): void => {
    notes.replaced(reading, known);
    notes.added(reading, read);
    writes.remove(known.key);
    marks.ofRobot(reading.instance.id, read.robot.id);
    writes.add(read, reading.instance, reading.startedAt, reading.number);
  };

  /** Tells whether a row was written. */
  const writeOne = (reading: Reading, read: ReadRobot): boolean => {
    const { instance, startedAt, number } = reading;
    reading.robots.add(read.robot.id);
    const known = writes.find(instance.num, read.robot.id);
    if (known === undefined) {
      notes.added(reading, read);
      writes.add(read, instance, startedAt, number);
      return true;
    }
    if (isStranger(known, read)) {
      if (reading.known > 0 && !reading.familiar) {
        reading.strangers.push(read);
        return false;
      }
      replaceStranger(reading, known, read);
      return true;
    }
    if (isOneOfUs(reading, known)) reading.familiar = true;
    if (writes.isUnchanged(known, read)) return false;
    return notes.changed(reading, known, read, () => writes.change(known, read, instance));
  };

  return {
    begin(instanceId: string): number {
      return write(() => {
        const instance = instances.ensure(instanceId);
        const number = begin.get(instance.num) ?? 1;
        lastId += 1;
        readings.set(lastId, {
          instance,
          number,
          startedAt: Math.floor(Date.now() / 1_000),
          robots: new Set(),
          projects: new Set(),
          known: countKnown.get(instance.num, instance.replacedIn ?? number) ?? 0,
          familiar: false,
          strangers: [],
          news: noNews(),
          written: 0,
        });
        return lastId;
      });
    },
    writeProjects(id: number, projects: readonly ReadProject[]): void {
      const reading = open(id);
      write(() => {
        for (const project of projects) {
          reading.projects.add(project.id);
          listProject.run(names.project(reading.instance.num, project.id, project.name));
        }
      });
    },
    writeRobots(id: number, robots: readonly ReadRobot[]): { written: number } {
      const reading = open(id);
      const written = write(() => {
        const page = robots.filter((read) => writeOne(reading, read)).length;
        const held = reading.familiar ? reading.strangers.splice(0) : [];
        return page + held.filter((read) => writeOne(reading, read)).length;
      });
      reading.written += written;
      return { written };
    },
    finish(id: number, end: ReadingEnd): ReadingResult {
      const reading = open(id);
      const result = write(() => ends.finish(reading, end));
      readings.delete(id);
      if (reading.written >= MANY) setImmediate(emptyLog);
      return result;
    },
    abandon(id: number): void {
      const reading = readings.get(id);
      readings.delete(id);
      if (reading !== undefined) write(() => ends.refresh(reading.instance));
    },
    /** Drops the readings of an instance, or all, and what is remembered. */
    drop(instanceId?: string): void {
      for (const [id, { instance }] of readings) {
        if (instanceId === undefined || instance.id === instanceId) readings.delete(id);
      }
      forgetRemembered();
    },
    /** A robot that was made meanwhile is not missing from readings that came by before. */
    include(instanceId: string, robotId: number): void {
      for (const { instance, robots } of readings.values()) {
        if (instance.id === instanceId) robots.add(robotId);
      }
    },
    /** One transaction around other writes. */
    write,
  };
}

export type Readings = ReturnType<typeof createReadings>;
