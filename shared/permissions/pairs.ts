import { CATALOGUE_EDITIONS } from './catalogue-data.ts';
import { pairsIn } from './catalogue.ts';
import { dangerOf, type DangerLevel } from './dangers.ts';
import { PROJECT_PAIRS } from './pair-data-project.ts';
import { SYSTEM_PAIRS } from './pair-data-system.ts';
import { needsOf, type Need } from './pair-needs.ts';
import { readCalls, type ApiCall } from './pair-rows.ts';
import { PORTAL_EDITIONS } from './portal-history.ts';
import { isReleaseBefore, releaseOf } from './releases.ts';

export type PairKind = 'system' | 'project';

/** Everything that is known of one permission. */
export interface PairInfo {
  readonly kind: PairKind;
  readonly resource: string;
  readonly action: string;
  /** `resource:action`. */
  readonly pair: string;
  /** What it lets a robot do, as a sentence without a full stop: "Delete images". */
  readonly sentence: string;
  /** The calls that ask for it, as of Harbor 2.15.2. */
  readonly calls: readonly ApiCall[];
  readonly danger: DangerLevel | 'low';
  /** Why it is that dangerous, as a sentence. */
  readonly reason: string;
  /** What else it takes to be of use. */
  readonly needs: readonly Need[];
  /** First release that accepts it by name, for example "2.12.0". */
  readonly since: string;
  /** First release that no longer accepts it; null while the newest does. */
  readonly until: string | null;
  /** Whether Harbor's portal could ever grant it; false for what only the API of ≤ 2.9 took. */
  readonly portal: boolean;
}

interface Edition {
  readonly since: string;
  readonly pairs: Readonly<Record<PairKind, ReadonlySet<string>>>;
}

/** What each release offers, oldest first: the portal's lists, then the catalogues. */
const EDITIONS: readonly Edition[] = [
  ...PORTAL_EDITIONS.map(({ since, project }) => ({ since, project, system: {} })),
  ...CATALOGUE_EDITIONS,
].map(({ since, system, project }) => ({
  since,
  pairs: { system: new Set(pairsIn(system)), project: new Set(pairsIn(project)) },
}));

const NEWEST_FIRST = [...EDITIONS].reverse();

/** The first release with a catalogue; before it the API accepted anything. */
const FIRST_CATALOGUE = '2.10.0';

/** From and until when a permission was on offer, or merely taken by the API. */
function spanOf(kind: PairKind, pair: string): Pick<PairInfo, 'since' | 'until' | 'portal'> {
  const first = EDITIONS.findIndex(({ pairs }) => pairs[kind].has(pair));
  if (first < 0) return { since: '2.2.0', until: FIRST_CATALOGUE, portal: false };
  const last = EDITIONS.length - 1 - NEWEST_FIRST.findIndex(({ pairs }) => pairs[kind].has(pair));
  return {
    since: EDITIONS[first]?.since ?? '',
    until: EDITIONS[last + 1]?.since ?? null,
    portal: true,
  };
}

const READS = new Set(['list', 'read']);

function infoOf(kind: PairKind, pair: string, sentence: string, callsText: string): PairInfo {
  const [resource = '', action = ''] = pair.split(':');
  const danger = dangerOf(kind, pair);
  const harmless = READS.has(action) ? 'It only reads.' : 'It changes little.';
  return {
    kind,
    resource,
    action,
    pair,
    sentence,
    calls: readCalls(callsText),
    danger: danger?.level ?? 'low',
    reason: danger === null ? harmless : `It can ${danger.can}.`,
    needs: needsOf(kind, pair),
    ...spanOf(kind, pair),
  };
}

const TABLES: Readonly<Record<PairKind, ReadonlyMap<string, PairInfo>>> = {
  system: new Map(
    Object.entries(SYSTEM_PAIRS).map(([pair, row]) => [pair, infoOf('system', pair, ...row)]),
  ),
  project: new Map(
    Object.entries(PROJECT_PAIRS).map(([pair, row]) => [pair, infoOf('project', pair, ...row)]),
  ),
};

const isKind = (kind: string): kind is PairKind => kind === 'system' || kind === 'project';

/**
 * What is known of a permission; null for pairs that no release names, and for wildcards.
 * @param kind 'system' or 'project'
 * @param pair `resource:action`
 */
export const pairInfo = (kind: string, pair: string): PairInfo | null =>
  isKind(kind) ? (TABLES[kind].get(pair) ?? null) : null;

const inOrder = (kind: PairKind, pairs: Iterable<string>): PairInfo[] =>
  [...pairs]
    .flatMap((pair) => TABLES[kind].get(pair) ?? [])
    .sort((left, right) => (left.pair < right.pair ? -1 : 1));

/**
 * The permissions that a release offers, those of the system first, by name: its catalogue since
 * 2.10 (51 and 55 then, 70 and 70 since 2.12.1), before that the list of its portal.
 * @param version for example "v2.12.4-2d7e9b51"; one that is no number counts as the newest
 */
export function pairsOf(version: string): PairInfo[] {
  const wanted = releaseOf(version) ?? [Infinity];
  const edition =
    NEWEST_FIRST.find(({ since }) => !isReleaseBefore(wanted, releaseOf(since) ?? [])) ??
    EDITIONS[0];
  if (edition === undefined) return [];
  return [...inOrder('system', edition.pairs.system), ...inOrder('project', edition.pairs.project)];
}

/** Every permission of a kind that some release has offered, by name. */
export const COLUMNS = (kind: PairKind): readonly PairInfo[] => OFFERED[kind];

/** Every permission of a kind that is known, also those that only the API of Harbor ≤ 2.9 took. */
export const knownPairs = (kind: PairKind): Iterable<PairInfo> => TABLES[kind].values();

const everOffered = (kind: PairKind): readonly PairInfo[] =>
  inOrder(kind, new Set(EDITIONS.flatMap(({ pairs }) => [...pairs[kind]])));

const OFFERED: Readonly<Record<PairKind, readonly PairInfo[]>> = {
  system: everOffered('system'),
  project: everOffered('project'),
};
