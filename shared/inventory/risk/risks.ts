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
import type { Now } from '../inventory.ts';
import { LEVEL } from '../robot-record.ts';
import type { KeptSecrets } from '../entered/kept-secrets.ts';
import { createCreators } from './creators.ts';
import type { Exceptions } from './exceptions.ts';
import { createFamilies } from './families.ts';
import { createKeptRobots } from './kept-robots.ts';
import { createRights, type JudgedHarbor } from './rights.ts';
import { createJudgedRobots, readRow, type JudgedRow } from './robots.ts';
import { createRiskTable, NO_NEXT } from './table.ts';

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
}

/** A clock that goes back this little was only set right; seconds. */
const SLIGHTLY = 60;

/** Whether two robots of one instance have the same rights, for the same reasons. */
const holdsTheSame = (one: JudgedRow, other: JudgedRow): boolean =>
  one[9] === other[9] && one[3] === other[3] && one[10] === other[10];

/**
 * Keeps the findings of all robots up to date. Everything is judged once; after that only robots
 * that were written, whose maker came or went, whose exceptions or secrets changed, or for which
 * the time has come. Other settings, and another process that writes, begin anew.
 */
export function createRisks(db: Database, { instances, secrets, exceptions }: Parts) {
  const changes = createChanges(db);
  const table = createRiskTable(db);
  const robots = createJudgedRobots(db);
  const creators = createCreators(db);
  const families = createFamilies(db);
  const rights = createRights(db, instances);
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

  const factsOf = (row: JudgedRow, of: RightsFacts, harbor: JudgedHarbor): RiskFacts => {
    const [, instance, id, level, , , , , creator, set, , , , born] = row;
    const alike = families.sizeOf(families.of(instance, level, set)) - 1;
    return {
      ...readRow(row),
      rights: of,
      creator: creators.of(creator),
      alike: Math.max(0, alike),
      isSecretKept: kept.has(harbor.id, id, born),
      lastSeen: lastSeen(row, harbor),
      isOwned: row[14] !== 0,
    };
  };

  /** Keeps the first moment at which time makes another answer of any robot, or one before it. */
  const noteNext = (moment: number): number => {
    const own = Math.min(moment, NO_NEXT);
    next = Math.min(next, own);
    return own;
  };

  /** Judges robots of one instance, those with the same rights one after the other. */
  const judgeRows = (rows: readonly JudgedRow[], harbor: JudgedHarbor, means: Means): void => {
    const { judge, now, exceptedOf } = means;
    const rightsAt = (set: number, level: number, project: number): Looked => {
      const facts = rights.of(set, level, project, harbor);
      return { facts, marks: judge.ofRights(facts) };
    };
    let looked: Looked | null = null;
    let before: JudgedRow | null = null;
    for (const row of rows) {
      const [key, instance, id, level, , , , , , set, project] = row;
      if (looked === null || before === null || !holdsTheSame(row, before)) {
        looked = rightsAt(set, level, project);
      }
      before = row;
      const clock = clockAt(now);
      const marks = judge.ofRobot(factsOf(row, looked.facts, harbor), looked.marks, clock);
      let excepted = 0;
      for (const { bit, until } of exceptedOf(harbor.id, id)) {
        if (!clock.hasCome(until)) excepted |= bit;
      }
      const found = marks.found & ~excepted;
      table.put({
        key,
        found,
        excepted: marks.found & excepted,
        unjudged: marks.unjudged,
        ...judge.scoreOf(found),
        next: noteNext(clock.next()),
        family: families.of(instance, level, set),
      });
    }
  };

  const judgeAll = (means: Means): void => {
    table.clear();
    families.clear();
    next = NO_NEXT;
    for (const harbor of means.harbors.values()) {
      const rows = robots.ofInstance(harbor.num);
      for (const [, instance, , level, , , , , , set] of rows) {
        families.grow(families.of(instance, level, set), 1);
      }
      judgeRows(rows, harbor, means);
    }
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
    for (const [, instance, , level, , , , , , set] of rows) {
      move(families.of(instance, level, set), 1);
    }
    const isMany = (size: number): boolean => size >= means.manyAlike;
    const crossed = [...before].filter(
      ([family, size]) => isMany(size) !== isMany(families.sizeOf(family)),
    );
    table.remove(keys);
    const others = table.membersOf(crossed.map(([family]) => family));
    const all = [...rows, ...(others.length === 0 ? [] : robots.byKeys(others))];
    for (const harbor of means.harbors.values()) {
      judgeRows(
        all.filter(([, instance]) => instance === harbor.num),
        harbor,
        means,
      );
    }
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

  const write = db.transaction((settings: RuleSettings, now: number, isAnew: boolean): void => {
    const harbors = new Map(rights.harbors().map((harbor) => [harbor.num, harbor]));
    const means: Means = {
      now,
      judge: createRobotJudge(settings),
      manyAlike: limitOf(ruleOf('equal-rights'), settings),
      harbors,
      exceptedOf: exceptions.byRobot(),
    };
    const moved = movedHarbors(harbors.values());
    const others = [...creators.refresh(), ...refreshSecrets()];
    const due = now < next ? [] : table.due(now);
    if (isAnew) judgeAll(means);
    else {
      const changed = new Set([...table.changed(), ...due, ...others]);
      for (const num of moved) for (const [key] of robots.ofInstance(num)) changed.add(key);
      if (changed.size > 0) judgeSome([...changed], means);
      if (due.length > 0) next = table.next();
    }
    table.clearChanged();
  });

  /** Brings the table up to a moment; not to be called within a transaction that may be undone. */
  const update = ({ now, risk = {} }: Now): void => {
    const by = `${changes.others()} ${JSON.stringify(risk)}`;
    const isAnew = by !== writtenBy || now < seenAt - SLIGHTLY;
    if (!isAnew && changes.all() === seenChanges && !haveSecretsChanged && now < next) return;
    writtenBy = '';
    write(risk, now, isAnew);
    writtenBy = by;
    seenChanges = changes.all();
    seenAt = now;
  };

  return {
    update,
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
          const [key, instance, , level, , , , , , set, project] = row;
          const harbor = harbors.get(instance);
          if (harbor === undefined) return [];
          return [[key, factsOf(row, rights.of(set, level, project, harbor), harbor)] as const];
        }),
      );
    },
  };
}

export type Risks = ReturnType<typeof createRisks>;
