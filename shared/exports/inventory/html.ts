import { localMoment } from '../expiry/report.ts';
import { htmlText as html } from '../html-text.ts';
import type { InventoryAbout, InventoryText } from './inventory-text.ts';
import { TABLE_HEADS, tableCells } from './table.ts';

const STYLE = `
  :root { color-scheme: light dark; }
  body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { border-bottom: 1px solid #8886; padding: .25rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
  .muted { opacity: .75; }
`;

/** One page that loads nothing and runs nothing. */
export const inventoryHtml = ({ now, robots, restsOn }: InventoryAbout): InventoryText => ({
  head: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Robots</title>
<style>${STYLE}</style>
</head>
<body>
<h1>Robots</h1>
<p class="muted">${[`Made with Purser on ${localMoment(now)}`, `${String(robots)} ${robots === 1 ? 'robot' : 'robots'}`, ...restsOn].map(html).join(' · ')}</p>
<table><thead><tr>${TABLE_HEADS.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>
`,
  robot: (robot) =>
    `<tr>${tableCells(robot)
      .map((cell) => `<td>${html(cell)}</td>`)
      .join('')}</tr>\n`,
  foot: () => '</tbody></table>\n</body>\n</html>\n',
});
