import type { InventoryAbout, InventoryText } from './inventory-text.ts';
import { headData, robotData } from './robot-data.ts';

/** One JSON document, with a line for each robot. */
export function inventoryJson(about: InventoryAbout): InventoryText {
  const head = JSON.stringify(headData(about), null, 2).slice(0, -2);
  let isFirst = true;
  return {
    head: `${head},\n  "robots": [`,
    robot: (robot) => {
      const text = `${isFirst ? '' : ','}\n    ${JSON.stringify(robotData(robot))}`;
      isFirst = false;
      return text;
    },
    foot: () => '\n  ]\n}\n',
  };
}
