import { RULES, ruleOf } from '../../permissions/lint/index.ts';
import { RULE_IDS, type RuleLevel } from '../../permissions/lint/rule-ids.ts';
import type { RobotRisk } from '../../contract/risk.ts';
import { utcMoment } from '../expiry/report.ts';
import { jsonWithList, LIST } from '../json-list.ts';
import type { RiskReport, RiskyRobot } from './report.ts';

/** Levels of SARIF (2.1.0, 3.27.10), which knows nothing worse than an error. */
const LEVELS: Readonly<Record<RuleLevel, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  off: 'none',
};

const RULE_INDEX = new Map(RULE_IDS.map((id, index) => [id, index]));

const rules = () =>
  RULES.map(({ id, title, why, found, fix, severity }) => ({
    id,
    shortDescription: { text: `${title}.` },
    fullDescription: { text: `${why} ${found}` },
    help: { text: fix },
    defaultConfiguration: { enabled: severity !== 'off', level: LEVELS[severity] },
    properties: { severity },
  }));

function result(robot: RiskyRobot, line: RobotRisk['lines'][number]) {
  const { instance, instanceId, id, name, risk, score } = robot;
  const { rule, severity, points, detail, exception } = line;
  return {
    ruleId: rule,
    ruleIndex: RULE_INDEX.get(rule),
    level: LEVELS[severity],
    message: { text: `${name} on ${instance}: ${ruleOf(rule).title}. ${detail}` },
    // A robot is no file: it has a name, and no place in one (3.33).
    locations: [
      {
        logicalLocations: [{ name, fullyQualifiedName: `${instance}/${name}`, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'purserFinding/v1': `${instanceId}/${id}/${rule}` },
    suppressions:
      exception === null
        ? []
        : [
            {
              kind: 'external',
              status: 'accepted',
              justification: `${exception.reason} (${exception.by}, until ${utcMoment(exception.endsAt)})`,
            },
          ],
    properties: { severity, points, robotRisk: risk, robotScore: score },
  };
}

function* resultsOf(robots: readonly RiskyRobot[]) {
  for (const robot of robots) for (const line of robot.lines) yield result(robot, line);
}

/** A report for tools that gather findings (SARIF 2.1.0, OASIS). */
export function riskSarif({ title, now, restsOn, robots }: RiskReport): Generator<string> {
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Purser', rules: rules() } },
        invocations: [{ executionSuccessful: true, endTimeUtc: utcMoment(now) }],
        results: LIST,
        properties: { title, restsOn },
      },
    ],
  };
  return jsonWithList(log, resultsOf(robots));
}
