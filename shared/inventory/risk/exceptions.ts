import type { Database } from 'better-sqlite3';
import type { RiskException } from '../../contract/risk.ts';
import { bitOf } from '../../permissions/lint/judge-robot.ts';
import { asRuleId } from '../../permissions/lint/rule-ids.ts';

interface Row {
  readonly id: string;
  readonly instanceId: string;
  readonly robotId: number;
  readonly rule: string;
  readonly endsAt: number;
  readonly data: string;
}

interface ListedRow extends Row {
  readonly key: number | null;
}

/** What is kept of an exception as JSON, beside its columns. */
type Told = Pick<RiskException, 'robotName' | 'reason' | 'by' | 'madeAt'>;

/** A finding that does not count until a moment, epoch seconds. */
export interface Excepted {
  readonly bit: number;
  readonly until: number;
}

const NONE: readonly Excepted[] = [];

const placeOf = (instanceId: string, robotId: number): string => `${instanceId} ${robotId}`;

/** Findings that somebody accepts for a time. */
export function createExceptions(db: Database) {
  const columns = `e.id, e.instance_id AS instanceId, e.robot_id AS robotId, e.rule,
    e.ends_at AS endsAt, e.data`;
  const all = db.prepare<[], ListedRow>(
    `SELECT ${columns}, r.key FROM state.risk_exception e
     LEFT JOIN instance i ON i.id = e.instance_id
     LEFT JOIN robot r ON r.instance = i.num AND r.id = e.robot_id ORDER BY e.ends_at, e.id`,
  );
  const put = db.prepare<[Row]>(
    `INSERT INTO state.risk_exception (id, instance_id, robot_id, rule, ends_at, data)
     VALUES (@id, @instanceId, @robotId, @rule, @endsAt, @data)
     ON CONFLICT (instance_id, robot_id, rule) DO UPDATE SET
       id = excluded.id, ends_at = excluded.ends_at, data = excluded.data`,
  );
  const remove = db.prepare<[string]>('DELETE FROM state.risk_exception WHERE id = ?');

  /** Those of rules that this version knows; others stay in the file untouched. */
  const list = (): RiskException[] =>
    all.all().flatMap((row) => {
      const { data, ...told } = row;
      const rule = asRuleId(row.rule);
      return rule === null ? [] : [{ ...(JSON.parse(data) as Told), ...told, rule }];
    });

  const save = db.transaction((exceptions: readonly RiskException[]): void => {
    for (const {
      id,
      instanceId,
      robotId,
      rule,
      endsAt,
      robotName,
      reason,
      by,
      madeAt,
    } of exceptions) {
      const data = JSON.stringify({ robotName, reason, by, madeAt });
      put.run({ id, instanceId, robotId, rule, endsAt, data });
    }
  });

  return {
    list,
    save: (exceptions: readonly RiskException[]): void => void save.immediate(exceptions),
    remove: (id: string): void => void remove.run(id),
    /** Findings that do not count, by robot. */
    byRobot(): (instanceId: string, robotId: number) => readonly Excepted[] {
      const byPlace = new Map<string, Excepted[]>();
      for (const { instanceId, robotId, rule, endsAt } of all.all()) {
        const id = asRuleId(rule);
        if (id === null) continue;
        const place = placeOf(instanceId, robotId);
        byPlace.set(place, [...(byPlace.get(place) ?? []), { bit: bitOf(id), until: endsAt }]);
      }
      return (instanceId, robotId) =>
        byPlace.size === 0 ? NONE : (byPlace.get(placeOf(instanceId, robotId)) ?? NONE);
    },
  };
}

export type Exceptions = ReturnType<typeof createExceptions>;
