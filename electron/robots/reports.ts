import { throttle, type Throttle } from '../throttle.ts';
import type { PlanRecord } from './plan-record.ts';

/** Milliseconds between two reports about one plan. */
const REPORT_EVERY = 250;

/** Tells about plans, each at most four times a second. */
export interface Reports {
  say(plan: PlanRecord): void;
  drop(): void;
}

export function createReports(tell: (plan: PlanRecord) => void): Reports {
  const reports = new Map<string, Throttle<PlanRecord>>();
  const of = (plan: PlanRecord): Throttle<PlanRecord> => {
    const known = reports.get(plan.id) ?? throttle(REPORT_EVERY, tell);
    reports.set(plan.id, known);
    return known;
  };
  return {
    say: (plan) => of(plan).say(plan),
    drop() {
      for (const report of reports.values()) report.drop();
    },
  };
}
