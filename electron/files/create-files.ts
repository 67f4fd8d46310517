import type { InstanceConfig } from '../../shared/contract/instances.ts';
import type { Inventory, Now } from '../../shared/inventory/inventory.ts';
import { createDefinitionFiles, type DefinitionFiles } from '../definitions/definitions.ts';
import type { Ports } from '../ports.ts';
import type { Commands } from '../robots/commands.ts';
import { createPlanFiles, type PlanFiles } from '../robots/plan/plan-files.ts';
import { createRecord, type Record } from '../robots/record/record.ts';
import { createExpiryFiles, type ExpiryFiles } from './expiry-files.ts';
import { createInventoryFiles, type InventoryFiles } from './inventory-files.ts';
import { createMatrixFiles, type MatrixFiles } from './matrix-files.ts';
import type { OneExport } from './one-export.ts';

/** What people take out of Purser as files, and bring back: nothing of it holds a secret. */
export interface Files {
  readonly planFiles: PlanFiles;
  /** Calendars and reports of what expires. */
  readonly expiryFiles: ExpiryFiles;
  /** Robots in files. */
  readonly inventoryFiles: InventoryFiles;
  /** Files that define robots. */
  readonly definitionFiles: DefinitionFiles;
  readonly matrixFiles: MatrixFiles;
  readonly journal: Record;
}

interface FilesPorts {
  readonly inventory: Inventory;
  readonly desktop: Ports['desktop'];
  readonly commands: Commands;
  readonly at: () => Now;
  readonly instances: () => readonly InstanceConfig[];
  /** The name of an instance. */
  readonly nameOf: (instanceId: string) => string;
  readonly exporting: OneExport;
  /** How far the file of a plan is. */
  readonly onPlanFile: (progress: { readonly done: number; readonly total: number }) => void;
}

export const createFiles = (ports: FilesPorts): Files => ({
  planFiles: createPlanFiles(ports.commands, ports.desktop, ports.onPlanFile),
  expiryFiles: createExpiryFiles(ports),
  inventoryFiles: createInventoryFiles(ports),
  definitionFiles: createDefinitionFiles(ports),
  matrixFiles: createMatrixFiles(ports),
  journal: createRecord(ports),
});
