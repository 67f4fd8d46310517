import { localMoment } from '../expiry/report.ts';
import { markdownCell as cell } from '../markdown-cell.ts';
import type { InventoryAbout, InventoryText } from './inventory-text.ts';
import { TABLE_HEADS, tableCells } from './table.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;

/** A table for tickets and wikis. */
export const inventoryMarkdown = ({ now, robots, restsOn }: InventoryAbout): InventoryText => ({
  head: `# Robots

Made with Purser on ${localMoment(now)}, ${String(robots)} ${robots === 1 ? 'robot' : 'robots'}.
${restsOn.map((words) => `${cell(words)}.\n`).join('')}
${row(TABLE_HEADS)}${row(TABLE_HEADS.map(() => '---'))}`,
  robot: (robot) => row(tableCells(robot).map(cell)),
  foot: () => '',
});
