import { copyFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Notice } from '../../../shared/contract/settings.ts';
import { openFiles } from '../../../shared/inventory/database/files.ts';
import { openStore } from '../../../shared/inventory/guarded-store.ts';
import { isNewer, migrate } from '../../../shared/inventory/database/migrate.ts';
import {
  CACHE_MIGRATIONS,
  STATE_MIGRATIONS,
} from '../../../shared/inventory/database/migrations/index.ts';
import { asInventoryError } from '../../../shared/inventory/database/sqlite-errors.ts';
import { createStore } from '../../../shared/inventory/store.ts';
import { readInstances, readLogins } from '../../../shared/inventory/entered/stored-rows.ts';
import { openInventory } from '../open-inventory.ts';
import { aFolder, aRobot, at, namesOf, PROD, read, readAll } from './fleet.ts';
import { anInstance, LOGIN } from './instances.ts';

/** A folder in which somebody has worked before. */
function usedFolder(robots = 3): string {
  const folder = aFolder();
  const guarded = openStore({ folder }, () => undefined);
  guarded.call((store) => {
    store.saveInstances({ instances: [anInstance(PROD)], logins: [LOGIN] });
    readAll(
      store,
      PROD,
      Array.from({ length: robots }, (_, place) => aRobot(place + 1)),
    );
    store.setTags([1], ['mine'], []);
  });
  guarded.close();
  return folder;
}

function open(folder: string) {
  const later: Notice[] = [];
  const guarded = openStore({ folder }, (notice) => later.push(notice));
  onTestFinished(() => guarded.close());
  return { guarded, later };
}

const asides = (folder: string, name: string): string[] =>
  readdirSync(folder).filter(
    (file) => file.startsWith(`${name}.broken-`) && !file.endsWith('-wal'),
  );

describe('schemas', () => {
  it.each([
    ['inventory.db', CACHE_MIGRATIONS],
    ['state.db', STATE_MIGRATIONS],
  ])('takes an empty %s through every step', (name, migrations) => {
    const folder = aFolder();
    openFiles({ folder }).db.close();
    const db = new Database(join(folder, name));
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
  });

  it.each([
    ['inventory.db', CACHE_MIGRATIONS],
    ['state.db', STATE_MIGRATIONS],
  ])('number their steps of %s, and each step builds on the one before', (_, migrations) => {
    const db = new Database(':memory:');
    migrations.forEach(({ name, sql }, place) => {
      expect(name).toMatch(new RegExp(`^${String(place + 1).padStart(3, '0')}-`));
      expect(() => db.exec(sql)).not.toThrow();
    });
    db.close();
  });

  it('are not taken twice', () => {
    const db = new Database(':memory:');
    migrate(db, STATE_MIGRATIONS);
    db.prepare("INSERT INTO login VALUES ('a', 0, '{}')").run();
    migrate(db, STATE_MIGRATIONS);
    expect(db.prepare('SELECT count(*) FROM login').pluck().get()).toBe(1);
    expect(isNewer(db, STATE_MIGRATIONS)).toBe(false);
    expect(isNewer(db, [])).toBe(true);
    db.close();
  });
});

describe('a broken or newer file', () => {
  it.each([
    ['is no database', (file: string) => writeFileSync(file, 'once upon a time'.repeat(1_000))],
    ['was cut off', (file: string) => truncateSync(file, 5_000)],
    ['is empty', (file: string) => writeFileSync(file, '')],
  ])('begins the cache anew where it %s, and keeps what people entered', (_, damage) => {
    const folder = usedFolder();
    damage(join(folder, 'inventory.db'));
    const { guarded } = open(folder);
    guarded.call((store) => {
      expect(store.storedInstances().instances).toHaveLength(1);
      readAll(store, PROD, [aRobot(1)]);
      expect(namesOf(store, 'tag:mine')).toEqual(['robot$r1']);
    });
  });

  it('puts a damaged cache aside and says so', () => {
    const folder = usedFolder();
    writeFileSync(join(folder, 'inventory.db'), 'no database at all, but long enough'.repeat(99));
    const { guarded } = open(folder);
    expect(guarded.notices).toMatchObject([{ kind: 'cache-rebuilt' }]);
    const [aside = ''] = asides(folder, 'inventory.db');
    expect(guarded.notices[0]?.message).toContain(aside);
    expect(readFileSync(join(folder, aside), 'utf8')).toContain('no database at all');
  });

  it.each([
    ['inventory.db', 'cache-rebuilt'],
    ['state.db', 'state-kept-aside'],
  ])('puts a newer %s aside whole', (name, kind) => {
    const folder = usedFolder();
    const db = new Database(join(folder, name));
    db.pragma('user_version = 999');
    db.close();
    const { guarded } = open(folder);
    expect(guarded.notices).toMatchObject([{ kind }]);
    expect(guarded.notices[0]?.message).toContain('newer Purser');
    const [aside = ''] = asides(folder, name);
    const kept = new Database(join(folder, aside));
    expect(kept.pragma('user_version', { simple: true })).toBe(999);
    expect(kept.prepare('SELECT count(*) FROM instance').pluck().get()).toBe(1);
    kept.close();
    const again = open(folder);
    expect(again.guarded.notices).toEqual([]);
  });

  it('keeps a damaged file of what people entered, and the robots', () => {
    const folder = usedFolder();
    const file = join(folder, 'state.db');
    const bytes = readFileSync(file);
    bytes.fill(0x5a, 4_096);
    writeFileSync(file, bytes);
    copyFileSync(file, join(folder, 'copy'));
    const { guarded } = open(folder);
    expect(guarded.notices).toMatchObject([{ kind: 'state-kept-aside' }]);
    const [aside = ''] = asides(folder, 'state.db');
    expect(readFileSync(join(folder, aside))).toEqual(readFileSync(join(folder, 'copy')));
    guarded.call((store) => {
      expect(store.storedInstances()).toEqual({ instances: [], logins: [] });
      expect(namesOf(store, '')).toHaveLength(3);
    });
  });

  it('does not take an emptied file of what people entered for a new one', () => {
    const folder = usedFolder();
    writeFileSync(join(folder, 'state.db'), '');
    expect(open(folder).guarded.notices).toMatchObject([{ kind: 'state-kept-aside' }]);
  });

  it('notices damage in the middle of the work, puts the file aside and goes on', () => {
    const folder = usedFolder(5_000);
    const file = join(folder, 'inventory.db');
    const bytes = readFileSync(file);
    // The schema and the roots of the tables, which opening reads, are left; the rows are spoilt.
    bytes.fill(0x5a, 4_096 * 60);
    writeFileSync(file, bytes);
    const { guarded, later } = open(folder);
    expect(guarded.notices).toEqual([]);
    expect(() =>
      guarded.call((store) => store.facets({ query: 'nightly', scope: [] }, at)),
    ).toThrow(expect.objectContaining({ code: 'cache-failed', retryable: true }) as Error);
    expect(later).toMatchObject([{ kind: 'cache-rebuilt' }]);
    expect(asides(folder, 'inventory.db')).toHaveLength(1);
    guarded.call((store) => {
      expect(store.storedInstances().instances).toHaveLength(1);
      expect(readAll(store, PROD, [aRobot(1)])).toMatchObject({ written: 1 });
      expect(namesOf(store, 'tag:mine')).toHaveLength(1);
    });
  });

  it('leaves an instance alone that it cannot read, also when others are saved', async () => {
    const folder = usedFolder();
    const db = new Database(join(folder, 'state.db'));
    db.prepare(
      `INSERT INTO instance VALUES ('odd', 5, '{"id": "odd", "from": "the future"}')`,
    ).run();
    db.prepare(`INSERT INTO instance VALUES ('worse', 6, 'no json')`).run();
    const inventory = await openInventory({ folder });
    onTestFinished(() => inventory.close());
    expect((await inventory.storedInstances()).instances).toHaveLength(1);
    await inventory.saveInstances({ instances: [], logins: [] });
    const reading = await inventory.beginReading('worse');
    await inventory.writeRobots(reading, [read(aRobot(1))]);
    expect(db.prepare('SELECT id FROM instance ORDER BY id').pluck().all()).toEqual([
      'odd',
      'worse',
    ]);
    db.close();
  });
});

describe('a full disk', () => {
  it('is an error that says so, after which everything is still there', () => {
    const folder = usedFolder();
    const files = openFiles({ folder });
    const { db } = files;
    const store = createStore(files);
    const pages = Number(db.pragma('main.page_count', { simple: true }));
    db.pragma(`main.max_page_count = ${pages + 2}`);
    const robots = Array.from({ length: 500 }, (_, place) =>
      read(aRobot(place + 10, { description: 'x'.repeat(900) })),
    );
    const reading = store.beginReading(PROD);
    const error = (() => {
      try {
        store.writeRobots(reading, robots);
        return null;
      } catch (caught) {
        return asInventoryError(caught);
      }
    })();
    expect(error).toMatchObject({ code: 'disk-full', retryable: true });
    expect(namesOf(store, '')).toHaveLength(3);
    db.pragma('main.max_page_count = 1000000');
    expect(store.writeRobots(reading, robots)).toEqual({ written: 500 });
    expect(namesOf(store, '')).toHaveLength(503);
    db.close();
  });

  it('loses no instance that was entered before', () => {
    const folder = usedFolder();
    const files = openFiles({ folder });
    const { db } = files;
    const store = createStore(files);
    db.pragma(`state.max_page_count = ${Number(db.pragma('state.page_count', { simple: true }))}`);
    const many = Array.from({ length: 200 }, (_, place) =>
      anInstance(`00000000-0000-4000-8000-${String(place).padStart(12, '0')}`),
    );
    expect(() => store.saveInstances({ instances: many, logins: [] })).toThrow('full');
    const { instances, logins } = store.storedInstances();
    expect(readInstances(instances)).toMatchObject([{ id: PROD }]);
    expect(readLogins(logins)).toEqual([LOGIN]);
    db.close();
  });
});
