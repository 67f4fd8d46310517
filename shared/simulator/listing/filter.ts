import { HandlerPanic, internal } from '../errors.ts';
import type { Profile } from '../profile.ts';
import type { Keywords, ListValue, QueryValue } from './query-language.ts';
import { compareValues, sqlText, sqlValue } from './sql-values.ts';
import { anyColumn, exactColumn, snakeCase } from './table.ts';
import type { Column, Table } from './table.ts';

type Test<Row> = (row: Row) => boolean;

const LIMITED = new Set(['icontains', 'in', 'gte', 'lte', 'gt', 'lt', 'exact']);
const OPERATORS = new Set(
  'exact iexact strictexact contains icontains gt gte lt lte eq nq ne startswith endswith istartswith iendswith in between isnull'.split(
    ' ',
  ),
);

/** A list value as text parameter; a time goes to a column that is no time as an SQL error. */
function scalar<Row>(value: ListValue | string, column: Column<Row>): string | number | boolean {
  if (typeof value === 'object') {
    if (column.type === 'time') return value.ms;
    if (column.type !== 'text') throw internal();
    return new Date(value.ms).toISOString();
  }
  return sqlValue(String(value), column.type);
}

function contains<Row>(column: Column<Row>, text: string): Test<Row> {
  const wanted = text.toUpperCase();
  return (row) => sqlText(column.value(row), column.type).toUpperCase().includes(wanted);
}

function isIn<Row>(column: Column<Row>, values: readonly (ListValue | string)[]): Test<Row> {
  const wanted = new Set(values.map((value) => scalar(value, column)));
  return (row) => wanted.has(column.value(row));
}

function compared<Row>(
  column: Column<Row>,
  value: ListValue | string,
  holds: (order: number) => boolean,
): Test<Row> {
  const bound = scalar(value, column);
  return (row) => holds(compareValues(column.value(row), bound));
}

/** `column__operator=text`, as beego's orm writes it. */
function operated<Row>(column: Column<Row>, operator: string, text: string): Test<Row> {
  const shown = (row: Row): string => sqlText(column.value(row), column.type);
  const upper = text.toUpperCase();
  switch (operator) {
    case 'icontains':
      return contains(column, text);
    case 'contains':
      return (row) => shown(row).includes(text);
    case 'startswith':
      return (row) => shown(row).startsWith(text);
    case 'endswith':
      return (row) => shown(row).endsWith(text);
    case 'istartswith':
      return (row) => shown(row).toUpperCase().startsWith(upper);
    case 'iendswith':
      return (row) => shown(row).toUpperCase().endsWith(upper);
    case 'iexact':
      return (row) => shown(row).toUpperCase() === upper;
    case 'gt':
      return compared(column, text, (order) => order > 0);
    case 'gte':
      return compared(column, text, (order) => order >= 0);
    case 'lt':
      return compared(column, text, (order) => order < 0);
    case 'lte':
      return compared(column, text, (order) => order <= 0);
    case 'nq':
    case 'ne':
      return compared(column, text, (order) => order !== 0);
    case 'between':
    case 'isnull':
      throw new HandlerPanic();
    default:
      return isIn(column, [text]);
  }
}

function compile<Row>(
  column: Column<Row>,
  operator: string,
  value: QueryValue,
  profile: Profile,
): Test<Row> | undefined {
  switch (value.kind) {
    case 'exact':
      return operated(column, operator, value.text);
    case 'fuzzy':
      return contains(column, value.text);
    case 'range': {
      const { min, max } = value;
      const low = min === undefined ? undefined : compared(column, min, (order) => order >= 0);
      const high = max === undefined ? undefined : compared(column, max, (order) => order <= 0);
      return (row) => (low?.(row) ?? true) && (high?.(row) ?? true);
    }
    case 'or':
      if (value.values.length === 0 && !profile.snakeCaseKeys) return undefined;
      return isIn(column, value.values);
    case 'and':
      return undefined;
  }
}

/** The column and operator of a key, undefined when Harbor ignores the key. */
function resolve<Row>(
  table: Table<Row>,
  key: string,
  profile: Profile,
): [Column<Row>, string] | undefined {
  const [name = '', ...rest] = key.split('__');
  const known =
    exactColumn(table, name) ??
    (profile.snakeCaseKeys ? exactColumn(table, snakeCase(name)) : undefined);
  if (!known || known.filterable === false) return undefined;
  const operator = rest.join('__');
  if (profile.limitedOperators && rest.length > 0 && !LIMITED.has(operator)) return undefined;
  const column = anyColumn(table, name);
  if (!column || (rest.length > 0 && !OPERATORS.has(operator))) throw new HandlerPanic();
  return [column, operator === '' ? 'exact' : operator];
}

/**
 * The tests that a query's keywords put on a row; keys that name no column are ignored
 * (src/lib/orm/query.go). Throws a masked 500 where PostgreSQL would refuse a value, and a panic
 * where beego knows no such column or operator.
 */
export function compileFilters<Row>(
  table: Table<Row>,
  keywords: Keywords,
  profile: Profile,
): Test<Row>[] {
  const tests: Test<Row>[] = [];
  for (const [key, value] of keywords) {
    const target = resolve(table, key, profile);
    const test = target && compile(target[0], target[1], value, profile);
    if (test) tests.push(test);
  }
  return tests;
}
