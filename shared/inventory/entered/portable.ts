import type { Database } from 'better-sqlite3';

type ColumnKind = 'instance' | 'int' | 'text' | 'json';

interface PortableTable {
  /** Of state.db. */
  readonly table: string;
  /** Every column that is needed to make the row again. */
  readonly columns: Readonly<Record<string, ColumnKind>>;
}

/**
 * What people entered that travels in workspace files as it stands in state.db: rows that belong
 * to instances and robots by Harbor's ids, and hold no secret. One line each.
 */
export const PORTABLE_TABLES = {
  tags: {
    table: 'robot_tag',
    columns: { instance_id: 'instance', robot_id: 'int', folded: 'text', tag: 'text' },
  },
  links: {
    table: 'robot_link',
    columns: { instance_id: 'instance', robot_id: 'int', set_id: 'text' },
  },
  owners: {
    table: 'robot_owner',
    columns: { instance_id: 'instance', robot_id: 'int', owner: 'text' },
  },
  ownerRules: { table: 'owner_rule', columns: { id: 'text', position: 'int', data: 'json' } },
  ownerContacts: { table: 'owner_contact', columns: { folded: 'text', data: 'json' } },
  exceptions: {
    table: 'risk_exception',
    columns: {
      id: 'text',
      instance_id: 'instance',
      robot_id: 'int',
      rule: 'text',
      ends_at: 'int',
      data: 'json',
    },
  },
  places: {
    table: 'secret_place',
    columns: {
      id: 'text',
      instance_id: 'instance',
      robot_id: 'int',
      created: 'int',
      place: 'text',
      format: 'text',
      at: 'int',
    },
  },
  snoozes: {
    table: 'robot_snooze',
    columns: {
      instance_id: 'instance',
      robot_id: 'int',
      at: 'int',
      until: 'int',
      reason: 'text',
      expires_at: 'int',
      permissions: 'text',
    },
  },
} as const satisfies Readonly<Record<string, PortableTable>>;

export type PortableName = keyof typeof PORTABLE_TABLES;

export const PORTABLE_NAMES = Object.keys(PORTABLE_TABLES) as readonly PortableName[];

/** A row by its columns. */
export type PortableRow = Readonly<Record<string, string | number>>;

/** Rows of what people entered, on their way to and from another computer. */
export function createPortable(db: Database) {
  const statements = (name: PortableName) => {
    const { table, columns } = PORTABLE_TABLES[name];
    const names = Object.keys(columns);
    return {
      all: db.prepare<[], PortableRow>(
        `SELECT ${names.join(', ')} FROM state.${table} ORDER BY ${names.join(', ')}`,
      ),
      add: db.prepare(
        `INSERT INTO state.${table} (${names.join(', ')})
         VALUES (${names.map((column) => `@${column}`).join(', ')}) ON CONFLICT DO NOTHING`,
      ),
    };
  };
  const addAll = db.transaction((name: PortableName, rows: readonly PortableRow[]): number => {
    const { add } = statements(name);
    return rows.reduce((added, row) => added + add.run(row).changes, 0);
  });

  return {
    rows: (name: PortableName): PortableRow[] => statements(name).all.all(),
    /** Adds what is not there yet, all or none, and says how many that were. */
    add: (name: PortableName, rows: readonly PortableRow[]): number => addAll.immediate(name, rows),
  };
}
