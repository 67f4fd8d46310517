import { ruleOf } from '../../permissions/lint/index.ts';
import { RULE_IDS } from '../../permissions/lint/rule-ids.ts';
import { utcMoment } from '../expiry/report.ts';
import { jsonWithList, LIST } from '../json-list.ts';
import type { RiskReport, RiskyRobot } from './report.ts';

const robotData = ({
  instance,
  instanceId,
  id,
  name,
  project,
  risk,
  score,
  ...told
}: RiskyRobot) => ({
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
});

function* dataOf(robots: readonly RiskyRobot[]) {
  for (const robot of robots) yield robotData(robot);
}

/** A report for programs: robots with their findings, and what each rule is about. */
export function riskJson({ title, now, restsOn, robots }: RiskReport): Generator<string> {
  const used = new Set<string>();
  for (const { lines, unjudged } of robots) {
    for (const { rule } of lines) used.add(rule);
    for (const id of unjudged) used.add(id);
  }
  const file = {
    title,
    madeBy: 'Purser',
    madeAt: utcMoment(now),
    restsOn,
    rules: RULE_IDS.filter((id) => used.has(id)).map((id) => {
      const { title: name, why, found, fix, missing } = ruleOf(id);
      return { id, title: name, why, found, fix, ...(missing === '' ? {} : { missing }) };
    }),
    robots: LIST,
  };
  return jsonWithList(file, dataOf(robots));
}
