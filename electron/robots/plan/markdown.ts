import { MOST_COPIED } from '../../../shared/contract/most-copied.ts';
import type { PlanStep } from '../../../shared/contract/plans.ts';
import { markdownCell as cell } from '../../../shared/exports/markdown-cell.ts';
import { counted } from '../../../shared/robots/counted.ts';
import type { PlanRecord } from '../plan-record.ts';
import { exportMarkdown } from './export-view.ts';
import { stepView } from './step-view.ts';

const changeText = ({ changes }: PlanStep): string =>
  changes
    .map(({ field, from, to }) => `${cell(field)}: ${cell(from) || '–'} → ${cell(to) || '–'}`)
    .join('<br>') || 'nothing';

const findingText = ({ findings, error, differs }: PlanStep): string =>
  [
    ...findings.map(
      ({ severity, message, wayOut }) =>
        `${severity}: ${cell(message)}${wayOut === '' ? '' : ` *Way out:* ${cell(wayOut)}`}`,
    ),
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

/** A plan as Markdown. */
export interface PlanMarkdown {
  readonly text: string;
  /** Steps at its end that are not listed. */
  readonly leftOut: number;
}

const leftOutText = (listed: number, leftOut: number): string =>
  [
    `**The table ends after ${counted(listed, 'robot')}: it would be too long to be copied.`,
    `${counted(leftOut, 'more robot')} ${leftOut === 1 ? 'is' : 'are'} left out.`,
    'All of them are in the file that *Save as file* makes of this plan.**',
  ].join(' ');

/**
 * A plan for a change ticket: where its secrets go, and a table with a row per robot, as many as
 * can be copied.
 * @param nameOf an instance, by id
 * @param most characters of the text
 */
export function planMarkdown(
  plan: PlanRecord,
  nameOf: (instanceId: string) => string,
  most = MOST_COPIED,
): PlanMarkdown {
  const made = new Date(plan.createdAt * 1_000).toISOString().slice(0, 16).replace('T', ' ');
  const head = [
    `## ${cell(plan.title)}`,
    '',
    `Planned with Purser on ${made} UTC · ${plan.state} · plan ${plan.id}`,
    '',
    ...(plan.exportTo ? [exportMarkdown(plan.exportTo, plan.state === 'finished'), ''] : []),
  ];
  const table = [
    '| # | Instance | Robot | Changes | Remarks | Status |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  const all = plan.steps.length;
  const around = [...head, leftOutText(all, all), '', ...table, ''].join('\n');
  const rows: string[] = [];
  let length = around.length;
  for (const step of plan.steps) {
    const text = row(stepView(plan, step), nameOf(step.instanceId));
    length += text.length + 1;
    if (length > most) break;
    rows.push(text);
  }
  const leftOut = all - rows.length;
  const note = leftOut === 0 ? [] : [leftOutText(rows.length, leftOut), ''];
  return { text: [...head, ...note, ...table, ...rows, ''].join('\n'), leftOut };
}
