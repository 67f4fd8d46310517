import { yamlText } from '../yaml-text.ts';
import type { InventoryAbout, InventoryText } from './inventory-text.ts';
import { headData, robotData } from './robot-data.ts';

/** One YAML document, with an item for each robot. */
export const inventoryYaml = (about: InventoryAbout): InventoryText => ({
  head: `${yamlText(headData(about))}robots:${about.robots === 0 ? ' []' : ''}\n`,
  robot: (robot) => yamlText([robotData(robot)]),
  foot: () => '',
});
