import type { SortColumn } from '../../../../../shared/contract/robots.ts';
import type { Settings } from '../../../../../shared/contract/settings.ts';

export const COLUMN_IDS = [
  'state',
  'name',
  'expires',
  'instance',
  'project',
  'permissions',
  'risk',
  'expires-on',
  'seen',
  'owner',
  'creator',
  'created',
  'updated',
  'tags',
] as const;

export type ColumnId = (typeof COLUMN_IDS)[number];

/** A column of the table of robots. */
export interface Column {
  readonly id: ColumnId;
  readonly label: string;
  /** Pixels, before the user changes it. */
  readonly width: number;
  /** What the head sorts by; null where there is no order. */
  readonly sort: SortColumn | null;
  /** Shown before the user chooses. */
  readonly isDefault: boolean;
}

/** Every column, in the order before the user changes it. */
export const COLUMNS: readonly Column[] = [
  { id: 'state', label: 'State', width: 100, sort: 'state', isDefault: true },
  { id: 'name', label: 'Name', width: 216, sort: 'name', isDefault: true },
  { id: 'expires', label: 'Expires', width: 116, sort: 'expires', isDefault: true },
  { id: 'instance', label: 'Instance', width: 112, sort: 'instance', isDefault: true },
  { id: 'project', label: 'Project', width: 112, sort: 'project', isDefault: true },
  { id: 'permissions', label: 'Permissions', width: 176, sort: 'permissions', isDefault: true },
  { id: 'risk', label: 'Risk', width: 92, sort: 'risk', isDefault: true },
  { id: 'expires-on', label: 'Expires on', width: 184, sort: 'expires', isDefault: true },
  { id: 'seen', label: 'Last seen', width: 116, sort: 'seen', isDefault: true },
  { id: 'owner', label: 'Owner', width: 120, sort: 'owner', isDefault: false },
  { id: 'creator', label: 'Created by', width: 120, sort: 'creator', isDefault: true },
  { id: 'created', label: 'Created', width: 116, sort: 'created', isDefault: false },
  { id: 'updated', label: 'Updated', width: 116, sort: 'updated', isDefault: false },
  { id: 'tags', label: 'Tags', width: 144, sort: null, isDefault: true },
];

/** Narrowest and widest a column can be made, in pixels. */
export const MIN_WIDTH = 56;
export const MAX_WIDTH = 2_000;

/** The columns to show, as the user chose them; unknown ids of other versions are left out. */
export function columnsOf(table: Settings['table']): Column[] {
  const byId = new Map<string, Column>(COLUMNS.map((column) => [column.id, column]));
  const chosen = table.columns.map((id) => byId.get(id)).filter((column) => column !== undefined);
  const shown = chosen.length > 0 ? chosen : COLUMNS.filter((column) => column.isDefault);
  return shown.map((column) => ({ ...column, width: table.widths[column.id] ?? column.width }));
}

/** Shows a column at its usual place among the others, or hides it; the last one stays. */
export function toggleColumn(shown: readonly ColumnId[], id: ColumnId): ColumnId[] {
  if (shown.includes(id)) {
    return shown.length === 1 ? [...shown] : shown.filter((other) => other !== id);
  }
  const rank = COLUMN_IDS.indexOf(id);
  const before = shown.findIndex((other) => COLUMN_IDS.indexOf(other) > rank);
  return before === -1 ? [...shown, id] : [...shown.slice(0, before), id, ...shown.slice(before)];
}

/** Moves a column by so many places; past the ends it stays at the end. */
export function moveColumn(shown: readonly ColumnId[], id: ColumnId, by: number): ColumnId[] {
  const from = shown.indexOf(id);
  if (from === -1) return [...shown];
  const rest = shown.filter((other) => other !== id);
  const to = Math.max(0, Math.min(rest.length, from + by));
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

/** A width within what the settings take, in whole pixels. */
export function fitWidth(pixels: number): number {
  return Math.round(Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, pixels)));
}
