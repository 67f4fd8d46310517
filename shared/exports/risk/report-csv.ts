import type { RobotRisk } from '../../contract/risk.ts';
import { ruleOf } from '../../permissions/lint/index.ts';
import { csvCell } from '../csv-cell.ts';
import { utcMoment } from '../expiry/report.ts';
import type { RiskReport, RiskyRobot } from './report.ts';

type Line = RobotRisk['lines'][number];

interface Column {
  readonly name: string;
  readonly of: (robot: RiskyRobot, line: Line) => string;
}

const COLUMNS: readonly Column[] = [
  { name: 'instance', of: ({ instance }) => instance },
  { name: 'robot', of: ({ name }) => name },
  { name: 'robot id', of: ({ id }) => String(id) },
  { name: 'project', of: ({ project }) => project },
  { name: 'risk of the robot', of: ({ risk }) => risk },
  { name: 'score of the robot', of: ({ score }) => String(score) },
  { name: 'rule', of: (_, { rule }) => rule },
  { name: 'finding', of: (_, { rule }) => ruleOf(rule).title },
  { name: 'severity', of: (_, { severity }) => severity },
  { name: 'points', of: (_, { points }) => String(points) },
  { name: 'detail', of: (_, { detail }) => detail },
  { name: 'fix', of: (_, { rule }) => ruleOf(rule).fix },
  {
    name: 'excepted until (UTC)',
    of: (_, { exception }) => (exception === null ? '' : utcMoment(exception.endsAt)),
  },
  { name: 'reason', of: (_, { exception }) => exception?.reason ?? '' },
  { name: 'excepted by', of: (_, { exception }) => exception?.by ?? '' },
];

/** A report as a table for spreadsheets (RFC 4180), a line for each finding. */
export function* riskCsv({ robots }: RiskReport): Generator<string> {
  yield `${COLUMNS.map(({ name }) => csvCell(name)).join(',')}\r\n`;
  for (const robot of robots) {
    for (const line of robot.lines) {
      yield `${COLUMNS.map(({ of }) => csvCell(of(robot, line))).join(',')}\r\n`;
    }
  }
}
