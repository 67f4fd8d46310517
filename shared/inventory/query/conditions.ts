/** A piece of SQL and the values of its question marks, in order. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

export const condition = (sql: string, ...values: (string | number)[]): Condition => ({
  sql,
  values,
});

export const TRUE = condition('1');
export const FALSE = condition('0');

function joined(parts: readonly Condition[], word: 'AND' | 'OR'): Condition {
  return {
    sql: `(${parts.map(({ sql }) => sql).join(` ${word} `)})`,
    values: parts.flatMap(({ values }) => values),
  };
}

/** True where all are; none at all is true. */
export function all(parts: readonly Condition[]): Condition {
  const [first = TRUE] = parts;
  return parts.length > 1 ? joined(parts, 'AND') : first;
}

/** True where any is; none at all is false. */
export function any(parts: readonly Condition[]): Condition {
  const [first = FALSE] = parts;
  return parts.length > 1 ? joined(parts, 'OR') : first;
}

export const not = ({ sql, values }: Condition): Condition => ({ sql: `NOT (${sql})`, values });

/**
 * SQL that counts the rows of which a condition holds. Unlike a sum of it, SQLite leaves a condition
 * as soon as a part of it decides: what the Overview counts of 100 000 robots takes less than half.
 */
export const countWhere = ({ sql }: Condition): string => `count(*) FILTER (WHERE ${sql})`;

/** The same, in a way that no index is chosen for it: SQLite looks for plain columns of `robot r`. */
export const withoutIndex = ({ sql, values }: Condition): Condition => ({
  sql: sql.replace(/\br\.(?=[a-z])/g, '+r.'),
  values,
});
