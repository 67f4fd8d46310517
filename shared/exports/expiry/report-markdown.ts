import { markdownCell as cell } from '../markdown-cell.ts';
import { BUCKET_NAMES, leftWords, localMoment, robotWords, type Report } from './report.ts';

/** A report for tickets and wikis. */
export function* reportMarkdown(report: Report): Generator<string> {
  const { title, now, restsOn, robots, buckets } = report;
  const head = [
    `# ${cell(title)}`,
    '',
    `Made with Purser on ${localMoment(now)}, from ${robotWords(robots.length)}.`,
    ...restsOn.map((words) => `${cell(words)}.`),
    '',
    '| Expires | Robots |',
    '| --- | ---: |',
    ...buckets.map(({ bucket, count }) => `| ${BUCKET_NAMES[bucket]} | ${count} |`),
    '',
    '| Instance | Robot | Project | Expires | | Created by |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  yield `${head.join('\n')}\n`;
  for (const { instance, name, project, expiresAt, createdBy } of robots) {
    yield `| ${cell(instance)} | ${cell(name)} | ${cell(project)} | ${localMoment(expiresAt)} | ${leftWords(expiresAt, now)} | ${cell(createdBy)} |\n`;
  }
}
