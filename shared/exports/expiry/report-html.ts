import { htmlText as html } from '../html-text.ts';
import { BUCKET_NAMES, leftWords, localMoment, robotWords, type Report } from './report.ts';

/** Told apart also by people who see few colours (Okabe and Ito); the table below has the numbers. */
const COLOURS = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#999999'];
const colourOf = (place: number): string => COLOURS[place % COLOURS.length] ?? '#999999';

const STYLE = `
  :root { color-scheme: light dark; }
  body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
  th, td { border-bottom: 1px solid #8886; padding: .25rem .5rem; text-align: left; overflow-wrap: anywhere; }
  td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
  .chart { overflow-x: auto; }
  svg { display: block; width: 100%; min-width: 40rem; height: auto; }
  svg text { fill: currentColor; font-size: 10px; }
  .key { display: inline-block; width: .75em; height: .75em; margin-right: .35em; }
  .muted { opacity: .75; }
`;

const WIDTH = 1_000;
const HEIGHT = 160;
const FOOT = 16;
/** A bar of few weeks is no wall. */
const WIDEST = 72;
/** Weeks under which a date fits. */
const LABELLED = 4;
/** Room that the words of a date take. */
const DATE = 28;

/** The weeks ahead as stacked bars. */
function chart({ weeks, instances }: Report): string {
  const totals = weeks.map(({ counts }) => counts.reduce((sum, count) => sum + count, 0));
  const most = Math.max(1, ...totals);
  const width = Math.min(WIDEST, WIDTH / Math.max(1, weeks.length));
  const bars = weeks.map(({ from, counts }, week) => {
    let top = HEIGHT;
    const parts = counts.map((count, place) => {
      const height = (count / most) * HEIGHT;
      top -= height;
      return count === 0
        ? ''
        : `<rect x="${(week * width + 1).toFixed(1)}" y="${top.toFixed(1)}" width="${Math.max(1, width - 2).toFixed(1)}" height="${height.toFixed(1)}" fill="${colourOf(place)}"/>`;
    });
    const isLabelled = weeks.length <= 14 || week % LABELLED === 0;
    const label =
      isLabelled && week * width + DATE <= WIDTH
        ? `<text x="${(week * width + 1).toFixed(1)}" y="${HEIGHT + 12}">${from.slice(5)}</text>`
        : '';
    const title = `Week of ${from}: ${totals[week] ?? 0}`;
    return `<g><title>${title}</title>${parts.join('')}${label}</g>`;
  });
  const keys = instances.map(
    (name, place) =>
      `<span class="key" style="background:${colourOf(place)}"></span>${html(name)} `,
  );
  return `<p>${keys.join(' ')}</p>
<p class="chart"><svg viewBox="0 0 ${WIDTH} ${HEIGHT + FOOT}" role="img" aria-label="Robots that expire, by week; the table below has the numbers">${bars.join('')}</svg></p>`;
}

const row = (cells: readonly string[], numbers = 0): string =>
  `<tr>${cells
    .map((cell, place) =>
      place >= cells.length - numbers
        ? `<td class="number">${html(cell)}</td>`
        : `<td>${html(cell)}</td>`,
    )
    .join('')}</tr>`;

const tableHead = (caption: string, head: readonly string[], numbers = 0): string =>
  `<h2>${html(caption)}</h2>
<table><thead><tr>${head
    .map((name, place) =>
      place >= head.length - numbers
        ? `<th scope="col" class="number">${html(name)}</th>`
        : `<th scope="col">${html(name)}</th>`,
    )
    .join('')}</tr></thead><tbody>`;

const TABLE_FOOT = '</tbody></table>';

const table = (
  caption: string,
  head: readonly string[],
  rows: readonly string[],
  numbers: number,
): string => `${tableHead(caption, head, numbers)}${rows.join('\n')}${TABLE_FOOT}`;

/** A report as one page that loads nothing and runs nothing. */
export function* reportHtml(report: Report): Generator<string> {
  const { title, now, restsOn, robots, buckets, instances, weeks } = report;
  const weekRows = weeks
    .map(({ from, counts }) => ({ from, counts, total: counts.reduce((a, b) => a + b, 0) }))
    .filter(({ total }) => total > 0)
    .map(({ from, counts, total }) =>
      row([from, ...[total, ...counts].map(String)], 1 + instances.length),
    );
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${html(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${html(title)}</h1>
<p class="muted">${[`Made with Purser on ${localMoment(now)}`, robotWords(robots.length), ...restsOn].map(html).join(' · ')}</p>
${table(
  'By time',
  ['Expires', 'Robots'],
  buckets.map(({ bucket, count }) => row([BUCKET_NAMES[bucket], String(count)], 1)),
  1,
)}
${
  weeks.length === 0
    ? ''
    : `<h2>Weeks ahead</h2>
${chart(report)}
${table('Weeks ahead in numbers', ['Week of', 'Robots', ...instances], weekRows, 1 + instances.length)}`
}
${tableHead('Robots', ['Instance', 'Robot', 'Project', 'Expires', 'Left', 'Created by'])}`;
  for (const { instance, name, project, expiresAt, createdBy } of robots) {
    const left = leftWords(expiresAt, now);
    yield `${row([instance, name, project, localMoment(expiresAt), left, createdBy])}\n`;
  }
  yield `${TABLE_FOOT}
</body>
</html>
`;
}
