import type { Database } from 'better-sqlite3';
import { fold } from '../robots/query/query.ts';
import type { RobotCreator } from '../robots/robot.ts';

/** The project row of robots without a project: the system's own. */
const SYSTEM = { id: 0, name: '' } as const;

/** Names that robots share, projects and creators, each stored once. */
export function createNames(db: Database) {
  const findProject = db
    .prepare<[number, number, string], number>(
      'SELECT num FROM project WHERE instance = ? AND id = ? AND name = ?',
    )
    .pluck();
  const addProject = db.prepare(
    'INSERT INTO project (instance, id, name, folded) VALUES (?, ?, ?, ?)',
  );
  const findCreator = db
    .prepare<[number, string, number], number>(
      'SELECT num FROM creator WHERE instance = ? AND type = ? AND ref = ?',
    )
    .pluck();
  const addCreator = db.prepare(
    'INSERT INTO creator (instance, type, ref, name, folded) VALUES (?, ?, ?, ?, ?)',
  );
  const nameUser = db.prepare(
    `UPDATE creator SET name = @name, folded = @folded, gone = 0
     WHERE instance = @instance AND type = 'local' AND ref = @ref
       AND (name, gone) IS NOT (@name, 0)`,
  );
  const markGone = db.prepare(
    `UPDATE creator SET gone = 1
     WHERE instance = ? AND type = 'local' AND ref = ? AND gone IS NOT 1`,
  );
  const robotCreators = db.prepare<[number], { num: number; name: string }>(
    `SELECT c.num, r.name FROM creator c
     JOIN robot r ON r.instance = c.instance AND r.id = c.ref
     WHERE c.instance = ? AND c.type = 'robot' AND c.name <> r.name`,
  );
  const nameCreator = db.prepare('UPDATE creator SET name = ?, folded = ? WHERE num = ?');
  const remembered = new Map<string, number>();

  const recall = (key: string, look: () => number): number => {
    const num = remembered.get(key) ?? look();
    remembered.set(key, num);
    return num;
  };

  /** What a creator is called until its name is known. */
  const provisional = ({ type, ref }: RobotCreator): string => {
    if (type === '' || ref === 0) return '';
    return `${type === 'local' ? 'user' : type} ${ref}`;
  };

  const project = (instance: number, id: number, name: string): number =>
    recall(`project ${instance} ${id} ${name}`, () => {
      const found = findProject.get(instance, id, name);
      return found ?? Number(addProject.run(instance, id, name, fold(name)).lastInsertRowid);
    });

  return {
    project,
    /** Where the robots without a project belong. */
    system: (instance: number): number => project(instance, SYSTEM.id, SYSTEM.name),
    creator: (instance: number, { type, ref }: RobotCreator): number =>
      recall(`creator ${instance} ${type} ${ref}`, () => {
        const found = findCreator.get(instance, type, ref);
        if (found !== undefined) return found;
        const name = provisional({ type, ref });
        return Number(addCreator.run(instance, type, ref, name, fold(name)).lastInsertRowid);
      }),
    /** Gives creators the names that are known by now; '' says that there is no such user. */
    nameCreators(instance: number, userNames: Readonly<Record<number, string>>): void {
      for (const [ref, name] of Object.entries(userNames)) {
        if (name === '') markGone.run(instance, Number(ref));
        else nameUser.run({ instance, ref: Number(ref), name, folded: fold(name) });
      }
      for (const { num, name } of robotCreators.all(instance)) {
        nameCreator.run(name, fold(name), num);
      }
    },
    forgetRemembered: (): void => remembered.clear(),
  };
}

export type Names = ReturnType<typeof createNames>;
