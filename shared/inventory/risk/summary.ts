import type { Database } from 'better-sqlite3';
import type { RiskQuestion, RiskSummary } from '../../contract/risk.ts';
import { RULES } from '../../permissions/lint/index.ts';
import { bitOf } from '../../permissions/lint/judge-robot.ts';
import { POINTS, RISKS } from '../../permissions/lint/rule-ids.ts';
import { levelOf } from '../../permissions/lint/rule-settings.ts';
import { filterCondition, readQuery } from '../query/filter.ts';
import type { Instances } from '../instances.ts';
import type { Now } from '../shapes.ts';
import { rankOf } from './table.ts';

/** Robots of an instance of which the rules say the same. */
type Alike = readonly [
  instance: number,
  found: number,
  excepted: number,
  unjudged: number,
  risk: number,
  robots: number,
  score: number,
];

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** What the rules find over the robots that a query shows. */
export function createRiskSummary(db: Database, instances: Instances) {
  return ({ query, scope }: RiskQuestion, thresholds: Now): RiskSummary => {
    const all = instances.all();
    const fleet = { thresholds, instances: all };
    const { sql, values } = filterCondition(readQuery(query), scope, fleet, 'rows');
    const alike = db
      .prepare<unknown[], Alike>(
        `SELECT r.instance, k.found, k.excepted, k.unjudged, k.risk, count(*), sum(k.score)
         FROM robot r CROSS JOIN temp.risk k ON k.key = r.key
         WHERE ${sql} GROUP BY 1, 2, 3, 4, 5`,
      )
      .raw()
      .all(...values);
    const idOf = new Map(all.map(({ num, id }) => [num, id]));
    const used = [...new Set(alike.map(([instance]) => instance))];
    const robotsWith = (rows: readonly Alike[], has: (row: Alike) => boolean): number =>
      sum(rows.filter(has).map(([, , , , , robots]) => robots));
    const rules = RULES.map((rule) => {
      const bit = bitOf(rule.id);
      const level = levelOf(rule, thresholds.risk ?? {});
      const finding = alike.filter(([, found]) => (found & bit) !== 0);
      const places = used
        .map((num) => ({
          id: idOf.get(num) ?? '',
          robots: robotsWith(finding, ([instance]) => instance === num),
        }))
        .filter(({ robots }) => robots > 0)
        .sort((left, right) => right.robots - left.robots);
      return {
        rule: rule.id,
        level,
        points: level === 'off' ? 0 : POINTS[level],
        robots: robotsWith(finding, () => true),
        excepted: robotsWith(alike, ([, , excepted]) => (excepted & bit) !== 0),
        unjudged: robotsWith(alike, ([, , , unjudged]) => (unjudged & bit) !== 0),
        instances: places,
      };
    });
    return {
      robots: robotsWith(alike, () => true),
      rules: rules.sort((left, right) => right.points - left.points),
      instances: used.map((num) => {
        const own = alike.filter(([instance]) => instance === num);
        return {
          id: idOf.get(num) ?? '',
          robots: robotsWith(own, () => true),
          score: sum(own.map(([, , , , , , score]) => score)),
          risks: RISKS.map((risk) => robotsWith(own, ([, , , , rank]) => rank === rankOf(risk))),
        };
      }),
    };
  };
}
