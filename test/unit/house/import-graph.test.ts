import { isBuiltin } from 'node:module';
import { describe, expect, it } from 'vitest';
import { exists, importsOf, sourcesBelow, type Import } from './sources.ts';

const FILES = ['electron', 'shared', 'renderer/src'].flatMap(sourcesBelow);
const IMPORTS = new Map(FILES.map((file) => [file, importsOf(file)]));
const ALL = [...IMPORTS.values()].flat();

const show = ({ from, specifier }: Import): string => `${from} imports ${specifier}`;
const within = (...folders: string[]) => {
  return (file: string | undefined): boolean =>
    file !== undefined &&
    folders.some((folder) => file === folder || file.startsWith(`${folder}/`));
};

const isElectron = (specifier: string): boolean => /^electron(\/|$)/.test(specifier);
const isNative = (specifier: string): boolean => ['better-sqlite3', 'keytar'].includes(specifier);
const needsNode = (specifier: string): boolean =>
  isBuiltin(specifier) || isElectron(specifier) || isNative(specifier);

const inWindow = within('renderer');
const inShared = within('shared');
const runsOnNode = within('electron', 'shared/inventory', 'shared/simulator');
const windowMaySee = within(
  'renderer',
  'shared/contract',
  'shared/robots',
  'shared/permissions',
  'shared/exports',
);
const maySeeElectron = within('electron/main.ts', 'electron/preload.ts', 'electron/shell');

/** The way of a change, in `electron/robots`. */
const STAGES = ['plan', 'record', 'preflight', 'apply'];
const inStages = (...stages: string[]) =>
  within(...stages.map((stage) => `electron/robots/${stage}`));

/** Packages that cost a start noticeably, and that no start needs. */
const HEAVY: ReadonlySet<string> = new Set(['undici', 'age-encryption']);

/** Those that what answers the window needs, and opening it does not. */
const NOT_FOR_WINDOWS: ReadonlySet<string> = new Set([...HEAVY, 'zod', 'yaml', 'p-queue']);

/**
 * The files that run when one of these is loaded, the longest way round.
 * @param atOnce without what is only loaded when something is first needed
 */
function reachableFrom(start: string[], atOnce = false): Set<string> {
  const seen = new Set<string>();
  const waiting = [...start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    for (const { to, runs, later } of IMPORTS.get(file) ?? [])
      if (to && runs && !(later && atOnce)) waiting.push(to);
  }
  return seen;
}

/** What is loaded together with a file that is none of ours. */
const packagesAtOnce = (file: string): string[] =>
  [...reachableFrom([file], true)]
    .flatMap((one) => IMPORTS.get(one) ?? [])
    .filter(({ runs, later, to }) => runs && !later && to === undefined)
    .map(({ specifier }) => specifier);

/** The first circle of imports that still exist at run time, as a path, if there is one. */
function findCircle(): string[] {
  const done = new Set<string>();
  const walk = (file: string, path: string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const { to, runs } of IMPORTS.get(file) ?? []) {
      const circle = to && runs ? walk(to, [...path, file]) : [];
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of FILES) {
    const circle = walk(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe('the import graph', () => {
  it('has files to look at', () => {
    expect(FILES.length).toBeGreaterThan(20);
    expect(ALL.length).toBeGreaterThan(FILES.length);
  });

  it('names files that exist, with their extension', () => {
    const broken = ALL.filter(({ to }) => to !== undefined && !exists(to));
    expect(broken.map(show)).toEqual([]);
  });

  it('lets the window see itself and four rooms of shared, nothing else of ours', () => {
    const seen = ALL.filter(({ from, to }) => inWindow(from) && to && !windowMaySee(to));
    expect(seen.map(show)).toEqual([]);
  });

  it('lets shared see nothing outside of shared', () => {
    const seen = ALL.filter(({ from, to }) => inShared(from) && to && !inShared(to));
    expect(seen.map(show)).toEqual([]);
  });

  it('keeps the window out of the main process', () => {
    const seen = ALL.filter(({ from, to }) => within('electron')(from) && inWindow(to));
    expect(seen.map(show)).toEqual([]);
  });

  it('keeps the product away from its tests and set-up', () => {
    const seen = ALL.filter(({ to }) => within('test', 'scripts')(to));
    expect(seen.map(show)).toEqual([]);
  });

  it('imports Electron in main.ts, preload.ts and the shell alone', () => {
    const seen = ALL.filter(
      ({ from, specifier, runs }) => runs && isElectron(specifier) && !maySeeElectron(from),
    );
    expect(seen.map(show)).toEqual([]);
  });

  it('needs no Electron to load what the services are made of', () => {
    const start = FILES.filter((file) => within('electron')(file) && !maySeeElectron(file));
    const seen = [...reachableFrom(start)]
      .flatMap((file) => IMPORTS.get(file) ?? [])
      .filter(({ specifier, runs }) => runs && isElectron(specifier));
    expect(seen.map(show)).toEqual([]);
  });

  it('needs no Node, Electron or native module to load the window, the longest way round', () => {
    const seen = [...reachableFrom(FILES.filter(inWindow))]
      .flatMap((file) => IMPORTS.get(file) ?? [])
      .filter(({ specifier, runs }) => runs && needsNode(specifier));
    expect(seen.map(show)).toEqual([]);
  });

  it('needs Node in shared for the inventory and the simulator alone', () => {
    const seen = ALL.filter(
      ({ from, specifier }) => inShared(from) && !runsOnNode(from) && needsNode(specifier),
    );
    expect(seen.map(show)).toEqual([]);
  });

  it.each(STAGES.slice(0, -1).map((stage, place) => [stage, STAGES.slice(place + 1)] as const))(
    'lets the stage “%s” of a change know nothing of those after it',
    (stage, later) => {
      const [here, after] = [inStages(stage), inStages(...later)];
      expect(FILES.some(here)).toBe(true);
      expect(ALL.filter(({ from, to }) => here(from) && after(to)).map(show)).toEqual([]);
    },
  );

  it('shares no rule between the client and the simulator', () => {
    const client = within('electron/harbor');
    const simulator = within('shared/simulator');
    const seen = ALL.filter(({ from, to }) => client(from) && simulator(to));
    expect(seen.map(show)).toEqual([]);
    // Both may read what Harbor's permissions are called, and how a robot is described to people.
    const common = [...reachableFrom(FILES.filter(client))].filter((file) =>
      reachableFrom(FILES.filter(simulator)).has(file),
    );
    expect(common.filter((file) => !within('shared/permissions')(file))).toEqual([]);
  });

  it('loads nothing large before the first rows are there', () => {
    expect(packagesAtOnce('electron/rooms.ts').filter((name) => HEAVY.has(name))).toEqual([]);
  });

  it('opens the window before what answers it is loaded', () => {
    const begun = packagesAtOnce('electron/main.ts');
    expect(begun).toContain('electron');
    expect(begun.filter((name) => NOT_FOR_WINDOWS.has(name))).toEqual([]);
    // Otherwise nothing is held: the schemas are what is loaded later.
    expect(packagesAtOnce('electron/rooms.ts')).toContain('zod');
  });

  it('opens the databases without building a schema', () => {
    const begun = packagesAtOnce('shared/inventory/worker.ts');
    expect(begun).toContain('better-sqlite3');
    expect(begun).not.toContain('zod');
  });

  it('has no circle', () => {
    expect(findCircle()).toEqual([]);
  });
});
