import type { Database } from 'better-sqlite3';

/** Projects that the last readings listed, by name, each with the instances that have it. */
export function createProjectNames(db: Database) {
  const listed = db.prepare<[], { readonly id: string; readonly name: string }>(
    `SELECT i.id, p.name FROM project p JOIN instance i ON i.num = p.instance
     WHERE p.id > 0 AND p.listed = 1 ORDER BY p.name, i.num`,
  );
  return (scope: readonly string[]): { name: string; instanceIds: string[] }[] => {
    const found = new Map<string, string[]>();
    for (const { id, name } of listed.all()) {
      if (scope.length > 0 && !scope.includes(id)) continue;
      const ids = found.get(name) ?? [];
      ids.push(id);
      found.set(name, ids);
    }
    return [...found].map(([name, instanceIds]) => ({ name, instanceIds }));
  };
}
