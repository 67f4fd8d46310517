import type { PlanStep } from '../../../shared/contract/plans.ts';
import { markdownCell as cell } from '../../../shared/exports/markdown-cell.ts';
import { counted } from '../../../shared/robots/counted.ts';
import type { PlanRecord } from '../plan-record.ts';
import { exportMarkdown } from './export-view.ts';
import { stepView } from './step-view.ts';

/** Characters that still fit into one copy, with room for the rest. */
const LONGEST = 90_000;

const changeText = ({ changes }: PlanStep): string =>
  changes
    .map(({ field, from, to }) => `${cell(field)}: ${cell(from) || '–'} → ${cell(to) || '–'}`)
    .join('<br>') || 'nothing';

const findingText = ({ findings, error, differs }: PlanStep): string =>
  [
    ...findings.map(({ severity, message }) => `${severity}: ${cell(message)}`),
    ...(error === null ? [] : [cell(error.message)]),
    ...differs.map(({ field, found }) => `${cell(field)} is ${cell(found)}`),
  ].join('<br>');

const row = (step: PlanStep, instance: string): string =>
  `| ${[
    String(step.index + 1),
    cell(instance),
    cell(step.robotName),
    changeText(step),
    findingText(step),
    step.isGone ? 'gone' : step.status,
  ].join(' | ')} |`;

/**
 * A plan for a change ticket: where its secrets go, and a table with a row per robot, as many as
 * can be copied.
 * @param nameOf an instance, by id
 */
export function planMarkdown(plan: PlanRecord, nameOf: (instanceId: string) => string): string {
  const made = new Date(plan.createdAt * 1_000).toISOString().slice(0, 16).replace('T', ' ');
  const head = [
    `## ${cell(plan.title)}`,
    '',
    `Planned with Purser on ${made} UTC · ${plan.state} · plan ${plan.id}`,
    '',
    ...(plan.exportTo ? [exportMarkdown(plan.exportTo, plan.state === 'finished'), ''] : []),
    '| # | Instance | Robot | Changes | Remarks | Status |',
    '| --- | --- | --- | --- | --- | --- |',
  ].join('\n');
  const rows: string[] = [];
  let length = head.length;
  for (const step of plan.steps) {
    const text = row(stepView(plan, step), nameOf(step.instanceId));
    length += text.length + 1;
    if (length > LONGEST) break;
    rows.push(text);
  }
  const left = plan.steps.length - rows.length;
  const rest =
    left === 0
      ? []
      : ['', `${counted(left, 'more robot')} ${left === 1 ? 'is' : 'are'} not listed here.`];
  return [head, ...rows, ...rest, ''].join('\n');
}
