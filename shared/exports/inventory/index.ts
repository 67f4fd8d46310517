import { harborCliFile } from '../definitions/harbor-cli.ts';
import { inventoryDefinitions } from '../definitions/write.ts';
import { inventoryCsv } from './csv.ts';
import type { InventoryFormat } from './formats.ts';
import { inventoryHtml } from './html.ts';
import type { InventoryAbout, InventoryText } from './inventory-text.ts';
import { inventoryJson } from './json.ts';
import { inventoryMarkdown } from './markdown.ts';
import { inventoryTerraform } from './terraform.ts';
import { inventoryYaml } from './yaml.ts';

export { INVENTORY_FORMATS, INVENTORY_FORMAT_WORDS, type InventoryFormat } from './formats.ts';
export type {
  InventoryAbout,
  InventoryRobot,
  InventoryText,
  NamedInstance,
} from './inventory-text.ts';

/** How each format is written. */
export const INVENTORY_WRITERS: Readonly<
  Record<InventoryFormat, (about: InventoryAbout) => InventoryText>
> = {
  csv: inventoryCsv,
  json: inventoryJson,
  yaml: inventoryYaml,
  md: inventoryMarkdown,
  html: inventoryHtml,
  purser: inventoryDefinitions,
  tf: inventoryTerraform,
  'harbor-cli': harborCliFile,
};
