import type { RobotRisk } from '../../contract/risk.ts';
import { clockAt } from '../../permissions/lint/clock.ts';
import { riskLines } from '../../permissions/lint/explain.ts';
import { idsOf } from '../../permissions/lint/judge-robot.ts';
import type { Now } from '../shapes.ts';
import type { Risks } from './risks.ts';
import { riskAt } from './table.ts';

/** Why robots have their scores. */
export function createRobotRisks(risks: Risks) {
  /** In the order of the keys; robots that are gone, or not known, are left out. */
  return (
    keys: readonly number[],
    { now, risk: settings = {} }: Now,
  ): (RobotRisk & { readonly key: number })[] => {
    const active = risks.exceptions.list().filter(({ endsAt }) => endsAt > now);
    const clock = clockAt(now);
    const facts = risks.factsOf(keys);
    return keys.flatMap((key) => {
      const row = risks.table.of(key);
      const about = facts.get(key);
      if (row === undefined || about === undefined) return [];
      const { found, excepted, unjudged } = row;
      const own = active.filter((one) => one.key === key);
      const lines = riskLines(about, { found: found | excepted, unjudged }, settings, clock);
      return [
        {
          key,
          risk: riskAt(row.risk),
          score: row.score,
          lines: lines.map((line) => ({
            ...line,
            exception: own.find(({ rule }) => rule === line.rule) ?? null,
          })),
          unjudged: idsOf(unjudged),
        },
      ];
    });
  };
}
