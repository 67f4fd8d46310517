import type { Database } from 'better-sqlite3';
import { AppError } from '../../contract/app-error.ts';
import type { RobotDetail, RobotRow } from '../../contract/robots.ts';
import { splitName } from '../../robots/names.ts';
import { isSnoozed, limitsOf, onOurClock } from '../../robots/expiry/index.ts';
import {
  type KnownUse,
  lastUseOf,
  quietSince,
  UNREAD_LOG,
  type UseLog,
} from '../../robots/last-use.ts';
import { NEVER_EXPIRES } from '../../robots/robot.ts';
import { flagsOf, stateOf, type Thresholds } from '../../robots/status.ts';
import { parseAccepted } from '../catalogues.ts';
import type { Now } from '../shapes.ts';
import { STORED_NAME } from '../uses/last-uses.ts';
import { joinRaw } from '../raw-answer.ts';
import { idsOf } from '../../permissions/lint/judge-robot.ts';
import { riskAt } from '../risk/table.ts';
import { readEntries } from '../read-json.ts';
import { FLAG, LEVEL, NEVER, STANDING } from '../robot-record.ts';
import type { Instances } from '../instances.ts';
import type { Owners } from '../owners/owners.ts';

interface Row {
  readonly key: number;
  readonly instanceId: string;
  readonly id: number;
  readonly name: string;
  readonly prefix: string;
  readonly level: number;
  readonly project: string;
  readonly standing: number;
  readonly flags: number;
  readonly expires: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly permissions: string;
  readonly createdBy: string;
  readonly risk: number;
  readonly score: number;
  readonly found: number;
  readonly description: string;
  readonly projectId: number;
  readonly usedAt: number;
  readonly usedFor: string | null;
  readonly owner: string;
  /** JSON; null without any. */
  readonly tags: string | null;
  readonly snoozedAt: number | null;
  readonly snoozedUntil: number;
  readonly snoozeReason: string;
}

interface DetailRow extends Row {
  readonly duration: number;
  readonly creatorType: string;
  readonly creatorRef: number;
  readonly entries: string;
  readonly catalogue: string | null;
  readonly firstSeen: number;
  readonly lastSeen: number | null;
  readonly lastListed: number | null;
  readonly goneSince: number | null;
  readonly rawPermissions: string;
  readonly raw: string;
}

const ROW = `r.key, i.id AS instanceId, r.id, r.name, i.prefix, r.level, p.name AS project,
  r.standing, r.flags, r.expires, r.created AS createdAt, r.updated AS updatedAt,
  s.words AS permissions, c.name AS createdBy, p.id AS projectId, r.used AS usedAt,
  u.what AS usedFor, coalesce(k.risk, 0) AS risk, coalesce(k.score, 0) AS score,
  coalesce(k.found, 0) AS found, o.name AS owner,
  z.at AS snoozedAt, z.until AS snoozedUntil, z.reason AS snoozeReason,
  (SELECT nullif(json_group_array(g.tag ORDER BY g.folded), '[]') FROM state.robot_tag g
   WHERE g.instance_id = i.id AND g.robot_id = r.id) AS tags`;

const DETAIL = `r.duration, c.type AS creatorType, c.ref AS creatorRef,
  s.entries, i.catalogue, r.first_seen AS firstSeen, r.last_seen AS lastSeen,
  coalesce(p.read_at, i.as_of) AS lastListed, r.gone_since AS goneSince,
  s.raw AS rawPermissions, t.raw, t.description`;

const TABLES = `robot r JOIN robot_text t ON t.key = r.key JOIN instance i ON i.num = r.instance
  JOIN project p ON p.num = r.project JOIN creator c ON c.num = r.creator
  JOIN permission_set s ON s.num = r.permission_set JOIN owner o ON o.num = r.owner
  LEFT JOIN temp.risk k ON k.key = r.key
  LEFT JOIN state.robot_use u ON u.instance_id = i.id AND u.name = ${STORED_NAME}
  LEFT JOIN state.robot_snooze z ON z.instance_id = i.id AND z.robot_id = r.id`;

/** Harbor keeps 1 024 characters (make/migrations/postgresql/0004); a row needs no more. */
const LONGEST_DESCRIPTION = 1_024;

/** Of all rows that have nothing: on the way to another thread it is copied once. */
const NONE: readonly never[] = [];

const orNone = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? NONE : list);

/** What a row is judged by that is not its own. */
interface Judged {
  readonly thresholds: Thresholds;
  readonly useLog: UseLog;
  /** Harbor's clock minus ours, seconds. */
  readonly offset: number;
}

const projectIdOf = ({ level, projectId }: Row): number | null =>
  level === LEVEL.system || projectId < 0 ? null : projectId;

const useFacts = (row: Row, offset: number) => ({
  usedAt: row.usedAt,
  what: row.usedFor ?? '',
  createdAt: onOurClock(row.createdAt, offset),
  projectId: projectIdOf(row),
});

/** The snooze that holds at a moment. @param now epoch seconds */
function snoozeOf(row: Row, expiresAt: number, now: number): RobotRow['snooze'] {
  const { snoozedAt: at, snoozedUntil: until, snoozeReason: reason } = row;
  if (at === null || !isSnoozed({ at, until }, expiresAt, now)) return null;
  return { at, until, reason };
}

interface Parts {
  readonly owners: Owners;
  readonly instances: Instances;
}

/** Robots as the table and the drawer show them. */
export function createRows(db: Database, { owners, instances }: Parts) {
  // One statement for all: a statement for each key costs ten times as much.
  const several = db.prepare<[string], Row>(
    `SELECT ${ROW}, substr(t.description, 1, ${LONGEST_DESCRIPTION}) AS description
     FROM ${TABLES} WHERE r.key IN (SELECT value FROM json_each(?))`,
  );
  const whole = db.prepare<[number], DetailRow>(
    `SELECT ${ROW}, ${DETAIL} FROM ${TABLES} WHERE r.key = ?`,
  );

  /** What holds of an instance, by its id. */
  const judgedBy = (now: Now): ((instanceId: string) => Judged) => {
    const known = new Map(
      instances.all().map((instance) => {
        const thresholds = { now: now.now, ...limitsOf(now, instance) };
        const { useLog, offsetUsed: offset } = instance;
        return [instance.id, { thresholds, useLog, offset }];
      }),
    );
    return (id) => known.get(id) ?? { thresholds: now, useLog: UNREAD_LOG, offset: 0 };
  };

  const robotRow = (row: Row, { thresholds, useLog, offset }: Judged): RobotRow => {
    const { name, flags, project } = row;
    const level = row.level === LEVEL.system ? 'system' : 'project';
    const editable = (flags & FLAG.legacy) === 0;
    const expiresAt = row.expires === NEVER ? NEVER_EXPIRES : row.expires;
    const { shortName } = splitName(name, level, project, row.prefix, editable);
    const gone = row.standing === STANDING.gone;
    const disabled = (flags & FLAG.disabled) !== 0;
    return {
      key: row.key,
      instanceId: row.instanceId,
      id: row.id,
      name,
      shortName,
      level,
      project,
      state: stateOf({ gone, editable, disabled, expiresAt }, thresholds),
      flags: orNone(
        flagsOf({
          hasPermissions: (flags & FLAG.noPermissions) === 0,
          hasStalePermissions: (flags & FLAG.stalePermissions) !== 0,
        }),
      ),
      risk: riskAt(row.risk),
      score: row.score,
      findings: idsOf(row.found),
      permissions: row.permissions,
      expiresAt,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
      createdBy: row.createdBy,
      description: row.description,
      tags: row.tags === null ? NONE : (JSON.parse(row.tags) as string[]),
      snooze: snoozeOf(row, expiresAt, thresholds.now),
      owner: row.owner,
      lastUse: lastUseOf(useFacts(row, offset), useLog),
    };
  };

  return {
    /** Rows in the order of the keys; keys that are no longer known are left out. */
    of(keys: readonly number[], thresholds: Now): RobotRow[] {
      const rows = new Map(several.all(JSON.stringify(keys)).map((row) => [row.key, row]));
      const judgedIn = judgedBy(thresholds);
      return keys
        .map((key) => rows.get(key))
        .filter((row) => row !== undefined)
        .map((row) => robotRow(row, judgedIn(row.instanceId)));
    },
    /** What audit logs tell of a robot's use; null for a key that is no longer known. */
    use(key: number): KnownUse | null {
      const [row] = several.all(JSON.stringify([key]));
      const instance = row === undefined ? null : instances.byId(row.instanceId);
      if (row === undefined || instance === null) return null;
      const { useLog, offsetUsed, asOf } = instance;
      const facts = useFacts(row, offsetUsed);
      return {
        lastUse: lastUseOf(facts, useLog),
        quietSince: quietSince(facts, useLog),
        asOf,
      };
    },
    /** @throws AppError `unknown-item` */
    detail(key: number, thresholds: Now): RobotDetail {
      const row = whole.get(key);
      if (row === undefined) {
        throw new AppError('unknown-item', 'This robot is no longer in the inventory.');
      }
      const entries = readEntries(row.entries);
      return {
        ...robotRow(row, judgedBy(thresholds)(row.instanceId)),
        description: row.description,
        duration: row.duration,
        disabled: (row.flags & FLAG.disabled) !== 0,
        editable: (row.flags & FLAG.legacy) === 0,
        projectId: projectIdOf(row),
        ownerSource: owners.of(key)?.source ?? 'none',
        creatorType: row.creatorType,
        creatorRef: row.creatorRef,
        permissionEntries: entries.map((entry) => ({ ...entry, access: [...entry.access] })),
        accepted: parseAccepted(row.catalogue),
        firstSeen: row.firstSeen,
        lastRead: row.lastSeen ?? Math.max(row.firstSeen, row.lastListed ?? 0),
        goneSince: row.goneSince,
        raw: joinRaw({ permissions: row.rawPermissions, rest: row.raw }),
      };
    },
  };
}

export type Rows = ReturnType<typeof createRows>;
