import { ruleOf } from '../../permissions/lint/index.ts';
import { RULE_IDS, type RuleId } from '../../permissions/lint/rule-ids.ts';
import { localMoment } from '../expiry/report.ts';
import { markdownCell as cell } from '../markdown-cell.ts';
import { countingLines, type RiskReport } from './report.ts';

/** What one rule finds, with why it matters and what to do. */
function section({ robots }: RiskReport, id: RuleId): string[] {
  const found = robots.flatMap((robot) =>
    countingLines(robot)
      .filter(({ rule }) => rule === id)
      .map((line) => ({ robot, line })),
  );
  if (found.length === 0) return [];
  const { title, why, fix } = ruleOf(id);
  return [
    '',
    `## ${cell(title)} (${found.length})`,
    '',
    cell(why),
    '',
    `What to do: ${cell(fix)}`,
    '',
    '| Severity | Instance | Robot | Finding |',
    '| --- | --- | --- | --- |',
    ...found.map(
      ({ robot, line }) =>
        `| ${line.severity} | ${cell(robot.instance)} | ${cell(robot.name)} | ${cell(line.detail)} |`,
    ),
  ];
}

/** Findings that somebody accepted, with who and why. */
function exceptions({ robots }: RiskReport): string[] {
  const rows = robots.flatMap(({ instance, name, lines }) =>
    lines.flatMap(({ rule, exception }) =>
      exception === null
        ? []
        : `| ${cell(ruleOf(rule).title)} | ${cell(instance)} | ${cell(name)} | ${cell(exception.reason)} | ${cell(exception.by)} | ${localMoment(exception.endsAt)} |`,
    ),
  );
  if (rows.length === 0) return [];
  return [
    '',
    `## Exceptions (${rows.length})`,
    '',
    '| Finding | Instance | Robot | Reason | Said by | Until |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ];
}

/** A report for tickets and wikis, by what is found. */
export function riskMarkdown(report: RiskReport): string {
  const { title, now, restsOn, robots } = report;
  const lines = [
    `# ${cell(title)}`,
    '',
    `Made with Purser on ${localMoment(now)}, from ${robots.length} ${robots.length === 1 ? 'robot' : 'robots'}.`,
    ...restsOn.map((words) => `${cell(words)}.`),
    ...RULE_IDS.flatMap((id) => section(report, id)),
    ...exceptions(report),
  ];
  return `${lines.join('\n')}\n`;
}
