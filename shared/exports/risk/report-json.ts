import { ruleOf } from '../../permissions/lint/index.ts';
import { RULE_IDS } from '../../permissions/lint/rule-ids.ts';
import { utcMoment } from '../expiry/report.ts';
import type { RiskReport } from './report.ts';

/** A report for programs: robots with their findings, and what each rule is about. */
export function riskJson({ title, now, restsOn, robots }: RiskReport): string {
  const used = RULE_IDS.filter((id) =>
    robots.some(
      ({ lines, unjudged }) => unjudged.includes(id) || lines.some(({ rule }) => rule === id),
    ),
  );
  const file = {
    title,
    madeBy: 'Purser',
    madeAt: utcMoment(now),
    restsOn,
    rules: used.map((id) => {
      const { title: name, why, found, fix, missing } = ruleOf(id);
      return { id, title: name, why, found, fix, ...(missing === '' ? {} : { missing }) };
    }),
    robots: robots.map(({ instance, instanceId, id, name, project, risk, score, ...told }) => ({
      instance,
      instanceId,
      id,
      name,
      project,
      risk,
      score,
      findings: told.lines.map(({ rule, severity, points, detail, exception }) => ({
        rule,
        severity,
        points,
        detail,
        exception: exception && {
          reason: exception.reason,
          by: exception.by,
          until: utcMoment(exception.endsAt),
        },
      })),
      notJudged: told.unjudged,
    })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
