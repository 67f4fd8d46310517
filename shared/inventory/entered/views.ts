import type { Database } from 'better-sqlite3';
import { AppError } from '../../contract/app-error.ts';
import { UNUSED_DAYS, unusedRobots } from '../../robots/last-use.ts';
import { SORT_COLUMNS, type SortColumn } from '../../contract/robot-lists.ts';
import type { SavedView } from '../../contract/robots.ts';

const builtIn = (
  id: string,
  name: string,
  query: string,
  column: SortColumn = 'expires',
): SavedView => ({ id, name, query, sort: { column, descending: false }, builtIn: true });

/** Of the view of robots that nobody uses; after how many days that is, is a setting. */
export const UNUSED_VIEW = 'unused';

/** The views that come with Purser, in the order of their tabs. */
export const BUILT_IN_VIEWS: readonly SavedView[] = [
  builtIn('all', 'All', '', 'name'),
  builtIn('expiring', 'Expiring', 'state:expiring'),
  builtIn('expired', 'Expired', 'state:expired'),
  builtIn('never-expires', 'Never expires', 'state:never', 'name'),
  builtIn('pushes-everywhere', 'Pushes everywhere', 'can:repository:push@*', 'name'),
  builtIn('makes-robots', 'Makes robots', 'can:robot:create', 'name'),
  builtIn('disabled', 'Disabled', 'state:disabled', 'name'),
  builtIn(UNUSED_VIEW, 'Unused', unusedRobots(UNUSED_DAYS), 'seen'),
  builtIn('needs-repair', 'Needs repair', 'state:legacy,no-permissions,stale-permissions', 'name'),
];

interface Row {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly sortColumn: string;
  readonly sortDescending: number;
}

const isSortColumn = (column: string): column is SortColumn =>
  (SORT_COLUMNS as readonly string[]).includes(column);

const fromRow = ({ id, name, query, sortColumn, sortDescending }: Row): SavedView => ({
  id,
  name,
  query,
  sort: {
    column: isSortColumn(sortColumn) ? sortColumn : 'name',
    descending: sortDescending === 1,
  },
  builtIn: false,
});

const isBuiltIn = (id: string): boolean => BUILT_IN_VIEWS.some((view) => view.id === id);

const notOurs = (): AppError =>
  new AppError('invalid-input', 'The views that come with Purser cannot be changed or removed.');

/** Saved views: those that come with Purser first, then the user's own in the order of saving. */
export function createViews(db: Database) {
  const all = db.prepare<[], Row>(
    `SELECT id, name, query, sort_column AS sortColumn, sort_descending AS sortDescending
     FROM state.view ORDER BY position, id`,
  );
  const put = db.prepare(
    `INSERT INTO state.view (id, position, name, query, sort_column, sort_descending)
     VALUES (@id, (SELECT coalesce(max(position), -1) + 1 FROM state.view),
             @name, @query, @column, @descending)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query,
       sort_column = excluded.sort_column, sort_descending = excluded.sort_descending`,
  );
  const remove = db.prepare('DELETE FROM state.view WHERE id = ?');

  const list = (): SavedView[] => [...BUILT_IN_VIEWS, ...all.all().map(fromRow)];

  return {
    list,
    save({ id, name, query, sort }: Omit<SavedView, 'builtIn'>): SavedView[] {
      if (isBuiltIn(id)) throw notOurs();
      const { column, descending } = sort;
      put.run({ id, name, query, column, descending: descending ? 1 : 0 });
      return list();
    },
    remove(id: string): SavedView[] {
      if (isBuiltIn(id)) throw notOurs();
      remove.run(id);
      return list();
    },
  };
}
