import { ask, type Subject } from './window-app.ts';
import { scriptBytes } from './window-script.ts';
import { setStage, type Stage } from './window-stage.ts';

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Upper bound, null for what is only worth knowing. */
  readonly limit: number | null;
}

const ROBOTS_ROW = '[role=grid] [aria-rowindex="2"] [data-cell=name]';
const OVERVIEW_ROW = '[aria-labelledby=soonest-heading] li a[href*=robot]';
const BARE_ROW = '[data-ready]';
/** What scrolls where a page is longer than the window. */
const PAGE = '#main';

const FEW = 400;
const MANY = 100_000;
const STARTS = 7;
const ROW = 32;

/** Milliseconds after which an app does nothing any more. */
const SETTLED = 6_000;

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;

const beside = (
  name: string,
  unit: string,
  limit: number | null,
  ours: number,
  bare: number,
): Figure[] => [
  { name: `window.${name}.bare`, value: bare, unit, limit: null },
  { name: `window.${name}`, value: ours, unit, limit: null },
  { name: `window.${name}.over-bare`, value: ours / bare, unit: 'ratio', limit },
];

/** Milliseconds from the start of the process until something is painted. */
async function startTime(subject: Subject, selector: string): Promise<number> {
  const started = await ask<number>(subject, `bench.painted('${selector}')`);
  await started.quit();
  return started.answer - started.begun;
}

/** Starts until nothing is left that only a first start does: Chromium caches compiled scripts. */
async function warm(subject: Subject, expression: string): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await (await ask(subject, expression)).quit();
}

/** From the start of the process to the first rows out of the cache, on both pages. */
async function starts(stage: Stage): Promise<Figure[]> {
  const bare = stage.bare('index.html');
  const robots = await stage.purser(FEW);
  const overview = await stage.purser(FEW);
  await warm(bare, `bench.painted('${BARE_ROW}')`);
  await warm(robots, `bench.go('#/robots', '${ROBOTS_ROW}')`);
  await warm(overview, `bench.go('#/overview', '${OVERVIEW_ROW}')`);
  const took = { bare: [] as number[], robots: [] as number[], overview: [] as number[] };
  for (let turn = 0; turn < STARTS; turn += 1) {
    took.bare.push(await startTime(bare, BARE_ROW));
    took.robots.push(await startTime(robots, ROBOTS_ROW));
    took.overview.push(await startTime(overview, OVERVIEW_ROW));
  }
  const theirs = median(took.bare);
  return [
    ...beside('start-to-robots', 'ms', 1.3, median(took.robots), theirs),
    ...beside('start-to-overview', 'ms', 1.3, median(took.overview), theirs),
  ];
}

async function memoryAtRest(subject: Subject, selector: string): Promise<number> {
  const started = await ask(
    subject,
    `bench.painted('${selector}').then(() => bench.wait(${SETTLED}))`,
  );
  const bytes = started.memory();
  await started.quit();
  return bytes / 1e6;
}

async function memory(stage: Stage): Promise<Figure[]> {
  const bare = stage.bare('index.html');
  const ours = await stage.purser(FEW);
  const took = { bare: [] as number[], ours: [] as number[] };
  for (let turn = 0; turn < 3; turn += 1) {
    took.bare.push(await memoryAtRest(bare, BARE_ROW));
    took.ours.push(await memoryAtRest(ours, OVERVIEW_ROW));
  }
  return beside('memory-at-rest', 'MB', 1.5, median(took.ours), median(took.bare));
}

interface Pace {
  /** Milliseconds between frames, and those that a frame took, 95 of 100. */
  readonly p95: number;
  readonly busy: number;
  /** Rows that were drawn at most. */
  readonly rows: number;
}

interface Scrolled {
  readonly fast: Pace;
  readonly slow: Pace;
  readonly size: { width: number; height: number };
}

/** The whole table in 240 frames, and two rows with every frame. */
const scrollAfter = (ready: string): string => `(async () => {
  await ${ready};
  await bench.wait(2000);
  const fast = await bench.scroll(null, 240);
  const slow = await bench.scroll(${2 * ROW}, 240);
  return { fast, slow, size: bench.size() };
})()`;

async function scrolled(subject: Subject, ready: string): Promise<Scrolled> {
  const started = await ask<Scrolled>(subject, scrollAfter(ready));
  await started.quit();
  return started.answer;
}

/** A bare list of the size of what it stands beside. */
async function bareScrolled(stage: Stage, { width, height }: Scrolled['size']): Promise<Scrolled> {
  const list = stage.bare(`list.html?width=${width}&height=${height}`);
  return scrolled(list, `bench.painted('${BARE_ROW}')`);
}

async function scrolling(stage: Stage, purser: Subject): Promise<Figure[]> {
  const ours: Scrolled[] = [];
  const bare: Scrolled[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const mine = await scrolled(purser, `bench.go('#/robots', '${ROBOTS_ROW}')`);
    ours.push(mine);
    bare.push(await bareScrolled(stage, mine.size));
  }
  const of = (runs: readonly Scrolled[], pace: 'fast' | 'slow', what: 'p95' | 'busy'): number =>
    median(runs.map((run) => run[pace][what]));
  const paces = (['fast', 'slow'] as const).flatMap((pace) => [
    ...beside(`scroll-${pace}-frame-p95`, 'ms', 1.3, of(ours, pace, 'p95'), of(bare, pace, 'p95')),
    ...beside(`scroll-${pace}-work`, 'ms', null, of(ours, pace, 'busy'), of(bare, pace, 'busy')),
  ]);
  const rows = Math.max(...ours.flatMap(({ fast, slow }) => [fast.rows, slow.rows]));
  const inSight = Math.ceil((ours[0]?.size.height ?? 0) / ROW);
  return [
    ...paces,
    { name: 'window.rows-in-sight', value: inSight, unit: 'rows', limit: null },
    { name: 'window.rows-drawn', value: rows, unit: 'rows', limit: inSight + 16 },
  ];
}

interface Expiry {
  /** Milliseconds until the picture stands after coming from the Overview. */
  readonly first: number;
  /** Milliseconds from the press of a button to the next picture, painted. */
  readonly zooms: readonly number[];
  readonly pace: Pace;
  readonly size: { width: number; height: number };
}

/** From five years to a month of days and back. */
const ZOOMS = ['Quarter', '5 years', 'Year', 'Quarter', 'Year'];

const EXPIRY = `(async () => {
  const picture = '[aria-labelledby=expiry-picture] ol';
  const first = await bench.timed('#/expiry', '[aria-labelledby=expiry-picture] svg text');
  await bench.wait(2000);
  const zooms = [];
  for (const words of ${JSON.stringify(ZOOMS)}) zooms.push(await bench.pressed(words, picture));
  const pace = await bench.scroll(null, 240, 0, '${PAGE}');
  return { first, zooms, pace, size: bench.size('${PAGE}') };
})()`;

/** The Expiry page, scrolled from top to bottom, beside the bare list. */
async function expiry(stage: Stage, purser: Subject): Promise<Figure[]> {
  const ours: Expiry[] = [];
  const bare: Scrolled[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const started = await ask<Expiry>(purser, EXPIRY);
    await started.quit();
    ours.push(started.answer);
    bare.push(await bareScrolled(stage, started.answer.size));
  }
  const of = (what: (run: Expiry) => number): number => median(ours.map(what));
  const theirs = median(bare.map(({ slow }) => slow.p95));
  return [
    ...beside(
      'expiry-frame-p95',
      'ms',
      1.3,
      of(({ pace }) => pace.p95),
      theirs,
    ),
    { name: 'window.expiry-work', value: of(({ pace }) => pace.busy), unit: 'ms', limit: null },
    { name: 'window.expiry-first', value: of(({ first }) => first), unit: 'ms', limit: null },
    {
      name: 'window.expiry-zoom',
      value: of(({ zooms }) => median(zooms)),
      unit: 'ms',
      limit: null,
    },
  ];
}

/** What has to be loaded before the page stands that most people start with. */
const scripts = (): Figure[] =>
  (['Overview', 'Robots'] as const).map((page) => ({
    name: `window.script-${page.toLowerCase()}`,
    value: scriptBytes(`${page}Page`) / 1e3,
    unit: 'kB',
    limit: 250,
  }));

/** The window beside an app that does nothing: start, memory, scrolling, and its script. */
export async function run(): Promise<Figure[]> {
  const stage = await setStage();
  try {
    const few = [...scripts(), ...(await starts(stage)), ...(await memory(stage))];
    const many = await stage.purser(MANY);
    return [...few, ...(await scrolling(stage, many)), ...(await expiry(stage, many))];
  } finally {
    stage.strike();
  }
}
