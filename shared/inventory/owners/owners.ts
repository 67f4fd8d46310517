import type { Database } from 'better-sqlite3';
import type { KeptOwnerRule, OwnerContact } from '../../contract/owners.ts';
import { ownerOf, type Owner, type OwnedRobot } from '../../robots/owners.ts';
import { fold } from '../../robots/query/query.ts';

type Row = OwnedRobot & { readonly key: number; readonly num: number };

const ROBOTS = `SELECT r.key, r.owner AS num, i.id AS instanceId, p.name AS project, r.name,
    r.short_name AS shortName, c.name AS creator, t.description, h.owner
  FROM robot r JOIN robot_text t ON t.key = r.key JOIN instance i ON i.num = r.instance
  JOIN project p ON p.num = r.project JOIN creator c ON c.num = r.creator
  LEFT JOIN state.robot_owner h ON h.instance_id = i.id AND h.robot_id = r.id`;

/** Without a rule only these can have an owner, or had one. LIKE takes upper and lower case for one. */
const TOLD = `(r.owner <> 0 OR h.owner IS NOT NULL OR t.description LIKE '%owner%')`;

/** Who answers for robots: what people entered, and what follows from it for every robot. */
export function createOwners(db: Database) {
  const allRules = db
    .prepare<[], string>('SELECT data FROM state.owner_rule ORDER BY position')
    .pluck();
  const clearRules = db.prepare('DELETE FROM state.owner_rule');
  const addRule = db.prepare('INSERT INTO state.owner_rule (id, position, data) VALUES (?, ?, ?)');
  const contacts = db
    .prepare<[], string>('SELECT data FROM state.owner_contact ORDER BY folded')
    .pluck();
  const putContact = db.prepare(
    `INSERT INTO state.owner_contact (folded, data) VALUES (?, ?)
     ON CONFLICT (folded) DO UPDATE SET data = excluded.data`,
  );
  const assigned = `FROM robot r CROSS JOIN instance i ON i.num = r.instance
    WHERE r.key IN (SELECT value FROM json_each(@keys))`;
  const assign = db.prepare(
    `INSERT INTO state.robot_owner (instance_id, robot_id, owner)
     SELECT i.id, r.id, @owner ${assigned}
     ON CONFLICT (instance_id, robot_id) DO UPDATE SET owner = excluded.owner`,
  );
  const unassign = db.prepare(
    `DELETE FROM state.robot_owner
     WHERE (instance_id, robot_id) IN (SELECT i.id, r.id ${assigned})`,
  );
  const findOwner = db.prepare<[string], number>('SELECT num FROM owner WHERE folded = ?').pluck();
  const addOwner = db.prepare('INSERT INTO owner (name, folded) VALUES (?, ?)');
  const setOwner = db.prepare('UPDATE robot SET owner = ? WHERE key = ?');
  const everybody = db.prepare<[], Row>(ROBOTS);
  const ofInstance = db.prepare<[number], Row>(`${ROBOTS} WHERE r.instance = ?`);
  const toldOf = db.prepare<[number], Row>(`${ROBOTS} WHERE r.instance = ? AND ${TOLD}`);
  const one = db.prepare<[number, number], Row>(`${ROBOTS} WHERE r.instance = ? AND r.id = ?`);
  const these = db.prepare<[string], Row>(
    `${ROBOTS} WHERE r.key IN (SELECT value FROM json_each(?))`,
  );

  const rules = (): KeptOwnerRule[] =>
    allRules.all().map((text) => JSON.parse(text) as KeptOwnerRule);

  const numberOf = (name: string): number => {
    if (name === '') return 0;
    const folded = fold(name);
    return findOwner.get(folded) ?? Number(addOwner.run(name, folded).lastInsertRowid);
  };

  /** Within the caller's transaction. */
  const settle = (rows: readonly Row[], known = rules()): void => {
    for (const row of rows) {
      const num = numberOf(ownerOf(row, known).name);
      if (num !== row.num) setOwner.run(num, row.key);
    }
  };

  return {
    rules,
    /** Replaces all rules, and lets every robot follow them. */
    saveRules(next: readonly KeptOwnerRule[]): void {
      db.transaction(() => {
        clearRules.run();
        next.forEach((rule, position) => addRule.run(rule.id, position, JSON.stringify(rule)));
        settle(everybody.all());
      }).immediate();
    },
    contacts: (): OwnerContact[] => contacts.all().map((text) => JSON.parse(text) as OwnerContact),
    /** Adds it, or replaces the one of the same name; upper and lower case are the same. */
    saveContact(contact: OwnerContact): void {
      putContact.run(fold(contact.name), JSON.stringify(contact));
    },
    /** Says by hand who answers for robots; null takes that back. Keys no longer known are passed over. */
    assign(robots: readonly number[], owner: string | null): void {
      const keys = JSON.stringify(robots);
      db.transaction(() => {
        if (owner === null) unassign.run({ keys });
        else assign.run({ keys, owner });
        settle(these.all(keys));
      }).immediate();
    },
    /** Lets one robot follow what was entered; within the caller's transaction. */
    settleRobot: (num: number, robotId: number): void => settle(one.all(num, robotId)),
    /** Lets every robot follow what was entered. */
    settleAll: (): void => void db.transaction(() => settle(everybody.all())).immediate(),
    /** Lets the robots of an instance follow what was entered; within the caller's transaction. */
    settleInstance(num: number): void {
      const known = rules();
      settle((known.length === 0 ? toldOf : ofInstance).all(num), known);
    },
    /** The owner of one robot and where that comes from; null where it is not known any more. */
    of(key: number): Owner | null {
      const [row] = these.all(JSON.stringify([key]));
      return row === undefined ? null : ownerOf(row, rules());
    },
  };
}

export type Owners = ReturnType<typeof createOwners>;
