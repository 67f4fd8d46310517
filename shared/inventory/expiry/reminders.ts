import type { Database } from 'better-sqlite3';
import type { ReminderSupport } from '../../contract/reminders.ts';
import { SECONDS_PER_DAY } from '../../robots/expiry/index.ts';
import { all, condition, not, type Condition } from '../query/conditions.ts';
import type { Fleet } from '../query/fleet.ts';
import type { Instances } from '../instances.ts';
import type { DueReminders, NewReminder, Now } from '../shapes.ts';
import { STANDING } from '../robot-record.ts';
import { snoozedCondition } from './snoozes.ts';
import { stateCondition } from '../query/state-conditions.ts';

/** What expired longer ago, and before it was first seen here, is no news. */
const NEWS = 7 * SECONDS_PER_DAY;

/** Robots of a reminder, as the query line asks for them. */
export const reminderCondition = (number: number): Condition =>
  condition(
    `r.key IN (SELECT k.key FROM state.robot_reminder m
       CROSS JOIN instance i ON i.id = m.instance_id
       CROSS JOIN robot k ON k.instance = i.num AND k.id = m.robot_id
       WHERE m.reminder = ?)`,
    number,
  );

/** Robots that nobody was told of at this rank or a worse one of the expiry they have. */
const untold = (rank: number): Condition =>
  condition(
    `NOT EXISTS (SELECT 1 FROM state.robot_reminder m WHERE m.instance_id = i.id
       AND m.robot_id = r.id AND m.expires_at = r.expires_at AND m.rank >= ?)`,
    rank,
  );

/** Who was reminded of, and who has come due since. */
export function createReminders(db: Database, instances: Instances) {
  const lastDay = db
    .prepare<[], number>('SELECT day FROM state.reminder WHERE day IS NOT NULL ORDER BY num DESC')
    .pluck();
  const last = db.prepare<[], ReminderSupport['last']>(
    'SELECT num AS number, at, robots FROM state.reminder WHERE robots > 0 ORDER BY num DESC',
  );
  const addOne = db.prepare(
    'INSERT INTO state.reminder (at, day, kind, robots) VALUES (@at, @day, @kind, @count)',
  );
  const addRobot = db.prepare(
    `INSERT OR REPLACE INTO state.robot_reminder (instance_id, robot_id, rank, expires_at, reminder)
     SELECT i.id, r.id, @rank, r.expires_at, @number FROM robot r
     JOIN instance i ON i.num = r.instance WHERE r.key = @key`,
  );
  const dropRobots = db.prepare('DELETE FROM state.robot_reminder WHERE reminder = ?');
  const dropOne = db.prepare('DELETE FROM state.reminder WHERE num = ?');
  const dropEmpty = db.prepare('DELETE FROM state.reminder WHERE robots = 0 AND num < ?');

  const add = db.transaction(({ at, day, kind, robots }: NewReminder): number => {
    const number = Number(addOne.run({ at, day, kind, count: robots.length }).lastInsertRowid);
    for (const { key, rank } of robots) addRobot.run({ key, rank, number });
    if (day !== null) dropEmpty.run(number);
    return number;
  });
  const drop = db.transaction((number: number): void => {
    dropRobots.run(number);
    dropOne.run(number);
  });

  return {
    due(thresholds: Now): DueReminders {
      const fleet: Fleet = { thresholds, instances: instances.all() };
      const { now } = thresholds;
      const ranks: readonly (readonly [DueReminders['robots'][number]['rank'], Condition])[] = [
        [
          3,
          condition(
            `(r.standing = ${STANDING.plain} AND r.expires <= ? AND r.expires > min(r.first_seen, ?))`,
            now,
            now - NEWS,
          ),
        ],
        [2, stateCondition('critical', fleet)],
        [1, stateCondition('soon', fleet)],
      ];
      const robots = ranks.flatMap(([rank, holds]) => {
        const fits = all([holds, not(snoozedCondition(now)), untold(rank)]);
        return db
          .prepare<unknown[], { key: number; instanceId: string }>(
            `SELECT r.key, i.id AS instanceId FROM robot r JOIN instance i ON i.num = r.instance
             WHERE ${fits.sql} ORDER BY r.expires, r.key`,
          )
          .all(...fits.values)
          .map((robot) => ({ ...robot, rank }));
      });
      return { robots, lastDay: lastDay.get() ?? null };
    },
    add: (reminder: NewReminder): number => add.immediate(reminder),
    drop: (number: number): void => drop.immediate(number),
    last: (): ReminderSupport['last'] => last.get() ?? null,
  };
}
