import type { Operation } from '../../../../shared/contract/operations.ts';
import type { Repair } from '../../../../shared/permissions/lint/repair.ts';
import type { PermissionEntry } from '../../../../shared/robots/robot.ts';
import { CHANGE_OFFERS } from '../changes/change-kinds.ts';

/** A repair that is the same for every robot it is planned for. */
export type SameRepair = Exclude<Repair, { kind: 'keep-one' }>;

/** What the button of a repair says. */
export const repairLabel = (repair: SameRepair): string =>
  repair.kind === 'change' ? CHANGE_OFFERS[repair.change].label : repair.label;

const copied = (entries: readonly PermissionEntry[]) =>
  entries.map((entry) => ({ ...entry, access: [...entry.access] }));

/** The operation of a repair that gives or takes permissions; null for one that is asked about first. */
export const operationOf = (repair: SameRepair): Operation | null =>
  repair.kind === 'change'
    ? null
    : {
        kind: 'permissions',
        add: copied(repair.add),
        remove: copied(repair.remove),
        ...(repair.dropDeadDenies === true ? { dropDeadDenies: true } : {}),
      };
