import type { Database } from 'better-sqlite3';
import { effectiveOffset } from '../../robots/expiry/index.ts';
import { splitName } from '../../robots/names.ts';
import { acceptedBy, type StaleMarks } from '../catalogues.ts';
import { createDepartures } from './departures.ts';
import type { HistoryNotes } from '../history/history-notes.ts';
import type { CachedInstance, Instances } from '../instances.ts';
import type { ReadingEnd, ReadingResult } from '../shapes.ts';
import type { LastUses } from '../uses/last-uses.ts';
import type { Owners } from '../owners/owners.ts';
import type { Names } from '../names.ts';
import type { Reading } from './reading.ts';
import { FLAG, LEVEL, NEVER } from '../robot-record.ts';

/** A measured clock wanders by its network's delay; rows are not rewritten for that. Seconds. */
const SAME_OFFSET = 30;

interface Named {
  readonly key: number;
  readonly name: string;
  readonly shortName: string;
  readonly level: number;
  readonly flags: number;
  readonly project: string;
}

interface Parts {
  readonly instances: Instances;
  readonly names: Names;
  readonly staleMarks: StaleMarks;
  readonly notes: HistoryNotes;
  readonly lastUses: LastUses;
  readonly owners: Owners;
}

/** What the end of a reading settles for the whole instance. */
export function createReadingEnds(db: Database, parts: Parts) {
  const { instances, names, staleMarks, notes, lastUses, owners } = parts;
  const departures = createDepartures(db);
  const setOffset = db.prepare('UPDATE instance SET offset_used = ? WHERE num = ?');
  const shift = db.prepare(
    `UPDATE robot SET expires = min(expires_at - ?, ${NEVER - 1}) WHERE instance = ? AND expires_at <> -1`,
  );
  const setPrefix = db.prepare('UPDATE instance SET prefix = ? WHERE num = ?');
  const named = db.prepare<[number], Named>(
    `SELECT r.key, r.name, r.short_name AS shortName, r.level, r.flags, p.name AS project
     FROM robot r JOIN project p ON p.num = r.project WHERE r.instance = ?`,
  );
  const rename = db.prepare('UPDATE robot SET short_name = ? WHERE key = ?');
  const settle = db.prepare(
    `UPDATE instance SET as_of = @asOf, harbor_version = @harborVersion,
       project_creation = @projectCreation,
       clock_offset = @clockOffset, facts = @facts, catalogue = @catalogue WHERE num = @num`,
  );
  const setReplaced = db.prepare('UPDATE instance SET replaced_in = ? WHERE num = ?');
  const wasRead = db.prepare(
    `UPDATE project SET read_at = NULL WHERE instance = ? AND read_at IS NOT NULL
       AND id IN (SELECT value FROM json_each(?))`,
  );
  const wasNotRead = db.prepare(
    `UPDATE project SET read_at = coalesce(?, 0) WHERE instance = ? AND read_at IS NULL
       AND id NOT IN (SELECT value FROM json_each(?))`,
  );
  const unlist = db.prepare(
    `UPDATE project SET listed = 0 WHERE instance = ? AND listed = 1 AND id > 0
       AND id NOT IN (SELECT value FROM json_each(?))`,
  );

  const applyOffset = (instance: CachedInstance, measured: number): void => {
    const offset = effectiveOffset(measured);
    const used = instance.offsetUsed;
    const wanders = offset !== 0 && used !== 0 && Math.abs(offset - used) < SAME_OFFSET;
    if (offset === used || wanders) return;
    setOffset.run(offset, instance.num);
    shift.run(offset, instance.num);
  };

  const applyPrefix = (instance: CachedInstance, prefix: string): void => {
    if (prefix === instance.prefix) return;
    setPrefix.run(prefix, instance.num);
    for (const { key, name, shortName, level, flags, project } of named.all(instance.num)) {
      const kind = level === LEVEL.system ? 'system' : 'project';
      const editable = (flags & FLAG.legacy) === 0;
      const parts = splitName(name, kind, project, prefix, editable);
      if (parts.shortName !== shortName) rename.run(parts.shortName, key);
    }
  };

  /** Remembers which listings are as fresh as the instance and which are older. */
  const noteListings = (reading: Reading, end: ReadingEnd): void => {
    const { num, asOf } = reading.instance;
    const read = JSON.stringify([...(end.systemRead ? [0] : []), ...end.projectsRead]);
    wasNotRead.run(asOf, num, read);
    wasRead.run(num, read);
    if (end.allProjects) {
      unlist.run(num, JSON.stringify([...reading.projects, ...end.projectsRead]));
    }
  };

  /** What follows from the rows and from what is known of the instance already. */
  const refresh = (instance: CachedInstance, userNames: ReadingEnd['userNames'] = {}): void => {
    names.nameCreators(instance.num, userNames);
    staleMarks.ofInstance(instance);
    lastUses.settle(instance);
    owners.settleInstance(instance.num);
  };

  return {
    refresh: (instance: CachedInstance): void => refresh(instance),
    finish(reading: Reading, end: ReadingEnd): ReadingResult {
      const { instance } = reading;
      const { num } = instance;
      const projects = new Set([...reading.projects, ...end.projectsRead]);
      const stored = reading.robots.size - reading.strangers.length;
      const missing = departures.missing(num, { robots: reading.robots, stored, projects }, end);
      const replaced = reading.known > 0 && !reading.familiar && missing.length > 0;
      notes.ended(reading, missing, replaced, end.prefix);
      if (replaced) setReplaced.run(instance.replacedIn ?? reading.number, num);
      else {
        departures.mark(missing, end.asOf);
        if (reading.familiar) setReplaced.run(null, num);
      }
      noteListings(reading, end);
      applyOffset(instance, end.clockOffset);
      applyPrefix(instance, end.prefix);
      const { asOf, harborVersion, projectCreation, clockOffset, facts } = end;
      const catalogue = JSON.stringify(acceptedBy(end));
      settle.run({ num, asOf, harborVersion, projectCreation, clockOffset, facts, catalogue });
      refresh(instances.byId(instance.id) ?? instance, end.userNames);
      return {
        robots: departures.count(num),
        written: reading.written,
        gone: replaced ? 0 : missing.length,
        replaced,
      };
    },
  };
}

export type ReadingEnds = ReturnType<typeof createReadingEnds>;
