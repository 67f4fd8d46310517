import type { Database } from 'better-sqlite3';
import type { JournalEntry } from '../contract/plans.ts';
import type { KeptPlan, KeptStep } from './inventory.ts';
import type { Journal } from './journal.ts';

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
  const forget = db.prepare('DELETE FROM plan WHERE finished = 1');
  const open = db.prepare<[], { id: string; data: string }>(
    'SELECT id, data FROM plan ORDER BY num',
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
    unfinished(): KeptPlan[] {
      forget.run();
      return open.all().map((plan) => ({ ...plan, finished: false }));
    },
    steps: (planId: string, from: number, count: number): KeptStep[] =>
      steps.all(planId, from, count),
  };
}
