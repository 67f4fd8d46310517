import { ruleOf } from '../../permissions/lint/index.ts';
import { RULE_IDS, type RuleId } from '../../permissions/lint/rule-ids.ts';
import { localMoment } from '../expiry/report.ts';
import { markdownCell as cell } from '../markdown-cell.ts';
import { countingLines, type RiskReport, type RiskyRobot } from './report.ts';

interface Finding {
  readonly robot: RiskyRobot;
  readonly line: RiskyRobot['lines'][number];
}

/** Findings that count, by their rule. */
function byRule({ robots }: RiskReport): ReadonlyMap<RuleId, readonly Finding[]> {
  const found = new Map<RuleId, Finding[]>();
  for (const robot of robots) {
    for (const line of countingLines(robot)) {
      const others = found.get(line.rule);
      if (others === undefined) found.set(line.rule, [{ robot, line }]);
      else others.push({ robot, line });
    }
  }
  return found;
}

/** What one rule finds, with why it matters and what to do. */
function* section(id: RuleId, found: readonly Finding[]): Generator<string> {
  const { title, why, fix } = ruleOf(id);
  yield* ['', `## ${cell(title)} (${found.length})`, '', cell(why), ''];
  yield* [`What to do: ${cell(fix)}`, ''];
  yield* ['| Severity | Instance | Robot | Finding |', '| --- | --- | --- | --- |'];
  for (const { robot, line } of found) {
    yield `| ${line.severity} | ${cell(robot.instance)} | ${cell(robot.name)} | ${cell(line.detail)} |`;
  }
}

/** Findings that somebody accepted, with who and why. */
function* exceptions({ robots }: RiskReport): Generator<string> {
  const rows = robots.flatMap(({ instance, name, lines }) =>
    lines.flatMap(({ rule, exception }) =>
      exception === null
        ? []
        : `| ${cell(ruleOf(rule).title)} | ${cell(instance)} | ${cell(name)} | ${cell(exception.reason)} | ${cell(exception.by)} | ${localMoment(exception.endsAt)} |`,
    ),
  );
  if (rows.length === 0) return;
  yield* ['', `## Exceptions (${rows.length})`, ''];
  yield '| Finding | Instance | Robot | Reason | Said by | Until |';
  yield '| --- | --- | --- | --- | --- | --- |';
  yield* rows;
}

function* linesOf(report: RiskReport): Generator<string> {
  const { title, now, restsOn, robots } = report;
  yield* [`# ${cell(title)}`, ''];
  yield `Made with Purser on ${localMoment(now)}, on ${robots.length} ${robots.length === 1 ? 'robot' : 'robots'} with findings.`;
  yield* restsOn.map((words) => `${cell(words)}.`);
  const found = byRule(report);
  for (const id of RULE_IDS) {
    const ofRule = found.get(id);
    if (ofRule !== undefined) yield* section(id, ofRule);
  }
  yield* exceptions(report);
}

/** A report for tickets and wikis, by what is found. */
export function* riskMarkdown(report: RiskReport): Generator<string> {
  for (const line of linesOf(report)) yield `${line}\n`;
}
