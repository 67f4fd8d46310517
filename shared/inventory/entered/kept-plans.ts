import type { Database } from 'better-sqlite3';
import type { JournalEntry } from '../../contract/plans.ts';
import type { KeptBounds, KeptPlan, KeptStep } from '../shapes.ts';
import type { Journal } from '../history/journal.ts';

/** Plans and their steps, as they survive the end of the process. */
export function createKeptPlans(db: Database, journal: Journal) {
  const put = db
    .prepare<[string, number, string], number>(
      `INSERT INTO plan (id, finished, data) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET finished = excluded.finished, data = excluded.data
       RETURNING num`,
    )
    .pluck();
  const putStep = db.prepare(
    `INSERT INTO step (plan, place, data) VALUES (?, ?, ?)
     ON CONFLICT (plan, place) DO UPDATE SET data = excluded.data`,
  );
  // The newest ones stay until one of the three bounds is met.
  const forget = db.prepare<[KeptBounds]>(
    `DELETE FROM plan WHERE num IN (
       SELECT num FROM (
         SELECT num, json_extract(data, '$.createdAt') AS made,
           count(*) OVER newest AS plans,
           sum(coalesce(json_extract(data, '$.view.steps'), 0)) OVER newest AS steps
         FROM plan WHERE finished = 1
         WINDOW newest AS (ORDER BY num DESC ROWS UNBOUNDED PRECEDING)
       ) WHERE made < @since OR plans > @plans OR (steps > @steps AND plans > 1)
     )`,
  );
  const all = db.prepare<[], { id: string; finished: number; data: string }>(
    'SELECT id, finished, data FROM plan ORDER BY num',
  );
  const steps = db.prepare<[string, number, number], KeptStep>(
    `SELECT s.place, s.data FROM step s JOIN plan p ON p.num = s.plan
     WHERE p.id = ? AND s.place >= ? ORDER BY s.place LIMIT ?`,
  );

  return {
    keep(
      { id, finished, data }: KeptPlan,
      changed: readonly KeptStep[],
      entries: readonly Omit<JournalEntry, 'id'>[],
    ): void {
      db.transaction(() => {
        const num = put.get(id, finished ? 1 : 0, data);
        for (const step of changed) putStep.run(num, step.place, step.data);
        for (const entry of entries) journal.add(entry);
      }).immediate();
    },
    all(bounds: KeptBounds): KeptPlan[] {
      forget.run(bounds);
      return all.all().map((plan) => ({ ...plan, finished: plan.finished === 1 }));
    },
    steps: (planId: string, from: number, count: number): KeptStep[] =>
      steps.all(planId, from, count),
  };
}
