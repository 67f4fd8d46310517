/** PostgreSQL types of the columns that can be asked for. */
export type ColumnType = 'int4' | 'int8' | 'text' | 'bool' | 'time';

/** One column of a listed table. `time` values are epoch milliseconds. */
export interface Column<Row> {
  /** Name of the Go field. */
  readonly field: string;
  readonly name: string;
  readonly type: ColumnType;
  readonly filterable?: boolean;
  readonly value: (row: Row) => string | number | boolean;
}

/** A table as Harbor's orm package sees it. */
export interface Table<Row> {
  readonly columns: readonly Column<Row>[];
  readonly defaultSort: { readonly key: string; readonly descending: boolean };
  /** The primary key, which settles ties. */
  readonly id: (row: Row) => number;
}

/** Harbor's snakeCase (src/lib/orm/metadata.go): ProjectID becomes project_id, NAME becomes name. */
export function snakeCase(text: string): string {
  const runes = [...text];
  const isUpper = (char: string | undefined): boolean => char !== undefined && /\p{Lu}/u.test(char);
  const isLower = (char: string | undefined): boolean => char !== undefined && /\p{Ll}/u.test(char);
  return runes
    .map((char, index) => {
      const boundary =
        index > 0 && isUpper(char) && (isLower(runes[index + 1]) || isLower(runes[index - 1]));
      return `${boundary ? '_' : ''}${char.toLowerCase()}`;
    })
    .join('');
}

/** The column that a key names exactly, as Go field or as database column. */
export function exactColumn<Row>(table: Table<Row>, key: string): Column<Row> | undefined {
  return table.columns.find((column) => column.field === key || column.name === key);
}

/** Beego's GetByAny: field name, field name in any case, column name. */
export function anyColumn<Row>(table: Table<Row>, key: string): Column<Row> | undefined {
  const lower = key.toLowerCase();
  return (
    table.columns.find((column) => column.field === key) ??
    table.columns.find((column) => column.field.toLowerCase() === lower) ??
    table.columns.find((column) => column.name === key)
  );
}
