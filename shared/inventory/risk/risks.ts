import type { Database } from 'better-sqlite3';
import { clockAt } from '../../permissions/lint/clock.ts';
import type { LastSeen, RightsFacts, RiskFacts } from '../../permissions/lint/facts.ts';
import { ruleOf } from '../../permissions/lint/index.ts';
import {
  createRobotJudge,
  type Marks,
  type RobotJudge,
} from '../../permissions/lint/judge-robot.ts';
import { onOurClock } from '../../robots/expiry/index.ts';
import { quietSince } from '../../robots/last-use.ts';
import { limitOf, type RuleSettings } from '../../permissions/lint/rule-settings.ts';
import { createChanges } from '../database/changes.ts';
import type { Instances } from '../instances.ts';
import type { Now } from '../shapes.ts';
import { LEVEL } from '../robot-record.ts';
import type { KeptSecrets } from '../entered/kept-secrets.ts';
import { createCreators } from './creators.ts';
import type { Exceptions } from './exceptions.ts';
import { createFamilies } from './families.ts';
import { createKeptRobots } from './kept-robots.ts';
import { createOwnersInUse } from './owners-in-use.ts';
import { byRights } from './peers.ts';
import { createRights, type JudgedHarbor } from './rights.ts';
import { createJudgedRobots, readRow, type JudgedRow } from './robots.ts';
import { createRiskTable, NO_NEXT, type RiskRow } from './table.ts';

interface Parts {
  readonly instances: Instances;
  readonly secrets: KeptSecrets;
  readonly exceptions: Exceptions;
}

/** What all robots are judged by at one time. */
interface Means {
  readonly now: number;
  readonly judge: RobotJudge;
  /** From how many robots on equal rights are found. */
  readonly manyAlike: number;
  readonly harbors: ReadonlyMap<number, JudgedHarbor>;
  readonly exceptedOf: ReturnType<Exceptions['byRobot']>;
}

/** Rights that were looked at, and what the rules say of them. */
interface Looked {
  readonly facts: RightsFacts;
  readonly marks: Marks;
  readonly family: number;
}

/** Without a limit, to SQLite. */
const ALL = -1;

/** Robots that are judged ahead at once: in some 50 ms, which is what others wait at most. */
const AT_ONCE = 2_000;

/** A clock that goes back this little was only set right; seconds. */
const SLIGHTLY = 60;

/**
 * Keeps the findings of all robots up to date. Everything is judged once; after that only robots
 * that were written, whose maker came or went, whose exceptions or secrets changed, or whose time
 * has come. Other settings, and another process that writes, begin anew.
 */
export function createRisks(db: Database, { instances, secrets, exceptions }: Parts) {
  const changes = createChanges(db);
  const table = createRiskTable(db);
  const robots = createJudgedRobots(db);
  const creators = createCreators(db);
  const families = createFamilies(db);
  const rights = createRights(db, instances);
  const owned = createOwnersInUse(db, changes);
  const keyOf = db
    .prepare<[string, number], number>(
      'SELECT r.key FROM robot r JOIN instance i ON i.num = r.instance WHERE i.id = ? AND r.id = ?',
    )
    .pluck();

  const kept = createKeptRobots(secrets);
  let haveSecretsChanged = true;
  /** What the table was written by; '' before the first time and after a failure. */
  let writtenBy = '';
  let seenChanges = '';
  let seenAt = 0;
  let next = 0;
  let stamps = new Map<number, string>();

  const lastSeen = (row: JudgedRow, { log, offset }: JudgedHarbor): LastSeen | null => {
    if (log.from === null) return null;
    const [, , , level, , , , , , , project, , usedAt, born] = row;
    const isInProject = log.projects !== null && level === LEVEL.project;
    const projectId = isInProject ? rights.projectId(project) : null;
    const createdAt = onOurClock(born, offset);
    const quiet = quietSince({ usedAt, createdAt, projectId, what: '' }, log);
    return quiet === null ? null : { at: usedAt > 0 ? usedAt : null, quietSince: quiet };
  };

  const familyOf = ([, instance, , level, , , , , , set]: JudgedRow): number =>
    families.of(instance, level, set);

  const rightsOf = ([, , , level, , , , , , set, project]: JudgedRow, harbor: JudgedHarbor) =>
    rights.of(set, level, project, harbor);

  const factsOf = (
    row: JudgedRow,
    of: Pick<Looked, 'facts' | 'family'>,
    harbor: JudgedHarbor,
  ): RiskFacts => {
    const [, , id, , , , , , creator, , , , , born] = row;
    return {
      ...readRow(row),
      rights: of.facts,
      creator: creators.of(creator),
      alike: Math.max(0, families.sizeOf(of.family) - 1),
      isSecretKept: kept.has(harbor.id, id, born),
      lastSeen: lastSeen(row, harbor),
      isOwned: owned.isInUse() ? row[14] !== 0 : null,
    };
  };

  /** Keeps the first moment at which time makes another answer of any robot, or one before it. */
  const noteNext = (moment: number): number => {
    const own = Math.min(moment, NO_NEXT);
    next = Math.min(next, own);
    return own;
  };

  const judgeRow = (row: JudgedRow, of: Looked, harbor: JudgedHarbor, means: Means): RiskRow => {
    const { judge, now, exceptedOf } = means;
    const [key, , id] = row;
    const clock = clockAt(now);
    const marks = judge.ofRobot(factsOf(row, of, harbor), of.marks, clock);
    let excepted = 0;
    for (const { bit, until } of exceptedOf(harbor.id, id)) {
      if (!clock.hasCome(until)) excepted |= bit;
    }
    const found = marks.found & ~excepted;
    return {
      key,
      found,
      excepted: marks.found & excepted,
      unjudged: marks.unjudged,
      ...judge.scoreOf(found),
      next: noteNext(clock.next()),
      family: of.family,
    };
  };

  /** Judges robots, those with the same rights together, and writes them in the order of the rows. */
  const judgeRows = (rows: readonly JudgedRow[], means: Means, all = byRights(rows)): void => {
    const judged = new Array<RiskRow | undefined>(rows.length);
    for (const { row: first, places } of all) {
      const harbor = means.harbors.get(first[1]);
      if (harbor === undefined) continue;
      const facts = rightsOf(first, harbor);
      const looked = { facts, marks: means.judge.ofRights(facts), family: familyOf(first) };
      for (const place of places) {
        const row = rows[place];
        if (row !== undefined) judged[place] = judgeRow(row, looked, harbor, means);
      }
    }
    for (const row of judged) if (row !== undefined) table.put(row);
  };

  const judgeAll = (means: Means): void => {
    clear();
    const rows = robots.all();
    const all = byRights(rows);
    for (const { row, places } of all) families.grow(familyOf(row), places.length);
    judgeRows(rows, means, all);
  };

  /** Judges some robots, and those whose family became large or small by them. */
  const judgeSome = (keys: readonly number[], means: Means): void => {
    const rows = robots.byKeys(keys);
    const before = new Map<number, number>();
    const move = (family: number, by: number): void => {
      if (!before.has(family)) before.set(family, families.sizeOf(family));
      families.grow(family, by);
    };
    for (const { family } of table.familiesOf(keys)) move(family, -1);
    for (const row of rows) move(familyOf(row), 1);
    const isMany = (size: number): boolean => size >= means.manyAlike;
    const crossed = [...before].filter(
      ([family, size]) => isMany(size) !== isMany(families.sizeOf(family)),
    );
    table.remove(keys);
    const others = table.membersOf(crossed.map(([family]) => family));
    judgeRows([...rows, ...(others.length === 0 ? [] : robots.byKeys(others))], means);
  };

  const refreshSecrets = (): number[] => {
    if (!haveSecretsChanged) return [];
    haveSecretsChanged = false;
    return kept.refresh().flatMap((one) => keyOf.get(one.instanceId, one.robotId) ?? []);
  };

  /** Instances whose version or catalogue is another one than the table was written with. */
  const movedHarbors = (harbors: Iterable<JudgedHarbor>): number[] => {
    const before = stamps;
    stamps = new Map([...harbors].map(({ num, stamp }) => [num, stamp]));
    return [...stamps].filter(([num, stamp]) => before.get(num) !== stamp).map(([num]) => num);
  };

  /** Begins anew, with all robots still to be judged. */
  const clear = (): void => {
    table.clear();
    families.clear();
    next = NO_NEXT;
  };

  const write = db.transaction(
    (settings: RuleSettings, now: number, isAnew: boolean, most: number): void => {
      const harbors = new Map(rights.harbors().map((harbor) => [harbor.num, harbor]));
      const means: Means = {
        now,
        judge: createRobotJudge(settings),
        manyAlike: limitOf(ruleOf('equal-rights'), settings),
        harbors,
        exceptedOf: exceptions.byRobot(),
      };
      const isWhole = most === ALL;
      const moved = movedHarbors(harbors.values());
      const others = [...creators.refresh(), ...refreshSecrets()];
      // Only a whole update leaves none of them for the next.
      const due = now < next || !isWhole ? [] : table.due(now);
      if (isAnew && isWhole) judgeAll(means);
      else {
        if (isAnew) {
          clear();
          table.noteAllChanged();
        } else table.noteChanged([...due, ...others, ...moved.flatMap(robots.keysOf)]);
        const changed = table.takeChanged(most);
        if (changed.length > 0) judgeSome(changed, means);
      }
      table.flush();
      if (!isAnew && due.length > 0) next = table.next();
    },
  );

  /** @param most lines of the list of robots that changed */
  const updateSome = ({ now, risk = {} }: Now, most: number): void => {
    const by = `${changes.others()} ${owned.isInUse()} ${JSON.stringify(risk)}`;
    const isAnew = by !== writtenBy || now < seenAt - SLIGHTLY;
    if (!isAnew && changes.all() === seenChanges && !haveSecretsChanged && now < next) return;
    writtenBy = '';
    write(risk, now, isAnew, most);
    writtenBy = by;
    seenChanges = table.hasChanged() ? '' : changes.all();
    seenAt = now;
  };

  return {
    /** Brings the table up to a moment; not to be called within a transaction that may be undone. */
    update: (at: Now): void => updateSome(at, ALL),
    /**
     * Does a part of what an update would have to do, so that whoever asks next waits less; under
     * the same condition. @returns whether there is more
     */
    updateAhead(at: Now): boolean {
      updateSome(at, AT_ONCE);
      return table.hasChanged();
    },
    table,
    exceptions,
    /** To be called when it was written which secrets are kept. */
    secretsChanged: (): void => {
      haveSecretsChanged = true;
    },
    /** What rules look at of robots; those that are gone are left out. */
    factsOf(keys: readonly number[]): ReadonlyMap<number, RiskFacts> {
      const harbors = new Map(rights.harbors().map((harbor) => [harbor.num, harbor]));
      return new Map(
        robots.byKeys(keys).flatMap((row) => {
          const [key, instance] = row;
          const harbor = harbors.get(instance);
          if (harbor === undefined) return [];
          const looked = { facts: rightsOf(row, harbor), family: familyOf(row) };
          return [[key, factsOf(row, looked, harbor)] as const];
        }),
      );
    },
  };
}

export type Risks = ReturnType<typeof createRisks>;
