import { internal } from '../errors.ts';
import type { ColumnType } from './table.ts';

type Scalar = string | number | boolean;

const BITS = { int4: 31n, int8: 63n };
const TIMESTAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

function integer(text: string, type: 'int4' | 'int8'): number {
  const trimmed = text.trim();
  if (!/^[+-]?\d+$/.test(trimmed)) throw internal();
  const value = BigInt(trimmed.replace('+', ''));
  const limit = 1n << BITS[type];
  if (value >= limit || value < -limit) throw internal();
  return Number(value);
}

function bool(text: string): boolean {
  const lower = text.trim().toLowerCase();
  if (lower === '1' || lower === 'on' || /^(t|tr|tru|true|y|ye|yes)$/.test(lower)) return true;
  if (lower === '0' || /^(of|off|f|fa|fal|fals|false|n|no)$/.test(lower)) return false;
  throw internal();
}

/** Without the zone, for which the column has no place. */
function timestamp(text: string): number {
  const [, year = '', month = '', day = '', time = '00:00:00'] = TIMESTAMP.exec(text.trim()) ?? [];
  const daysOfMonth = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  const date = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  const ms = Date.parse(`${date}T${time}Z`);
  if (Number.isNaN(ms) || Number(day) > daysOfMonth || year === '0000') throw internal();
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
