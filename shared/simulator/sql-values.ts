import { internal } from './errors.ts';
import type { ColumnType } from './table.ts';

type Scalar = string | number | boolean;

const INT4 = 2147483647;
const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

function integer(text: string, type: 'int4' | 'int8'): number {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) throw internal();
  const value = Number(trimmed);
  const fits = type === 'int4' ? value <= INT4 && value >= -INT4 - 1 : Math.abs(value) < 2 ** 63;
  if (!fits) throw internal();
  return value;
}

function bool(text: string): boolean {
  const lower = text.trim().toLowerCase();
  if (lower === '1' || lower === 'on' || /^(t|tr|tru|true|y|ye|yes)$/.test(lower)) return true;
  if (lower === '0' || /^(of|off|f|fa|fal|fals|false|n|no)$/.test(lower)) return false;
  throw internal();
}

function timestamp(text: string): number {
  const match = TIMESTAMP.exec(text.trim());
  const ms = match ? Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw internal();
  return ms;
}

/**
 * A text parameter as PostgreSQL reads it for a column of that type; malformed or out of range is
 * an SQL error, which Harbor masks as 500.
 */
export function sqlValue(text: string, type: ColumnType): Scalar {
  switch (type) {
    case 'int4':
    case 'int8':
      return integer(text, type);
    case 'bool':
      return bool(text);
    case 'time':
      return timestamp(text);
    case 'text':
      return text;
  }
}

/** A value cast to text, as LIKE sees it. Times in PostgreSQL's form, UTC. */
export function sqlText(value: Scalar, type: ColumnType): string {
  if (type !== 'time') return String(value);
  return new Date(Number(value))
    .toISOString()
    .replace('T', ' ')
    .replace(/\.?0*Z$/, '');
}

const collator = new Intl.Collator('en-US');

/** Order of two texts in Harbor's database, which is created with en_US.UTF-8 (make/photon/db/initdb.sh). */
export function compareText(a: string, b: string): number {
  return a === b ? 0 : collator.compare(a, b) || (a < b ? -1 : 1);
}

/** Order of two values of one column. */
export function compareValues(a: Scalar, b: Scalar): number {
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}
