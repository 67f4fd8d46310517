import { CATALOGUE_EDITIONS } from '../../../../../shared/permissions/catalogue-data.ts';
import { DANGER_LEVELS } from '../../../../../shared/permissions/dangers.ts';
import type { MergedCatalogue } from '../../../../../shared/permissions/catalogue-merge.ts';
import { pairInfo } from '../../../../../shared/permissions/pairs.ts';
import type { PairInfo, PairKind } from '../../../../../shared/permissions/pairs.ts';
import { PORTAL_EDITIONS } from '../../../../../shared/permissions/portal-history.ts';
import { isBefore } from '../../../../../shared/permissions/releases.ts';
import { standingOf } from '../../../../../shared/permissions/standing.ts';
import type { AcceptedPairs } from '../../../../../shared/permissions/standing.ts';

/** A line of the catalogue. */
export interface CatalogueRow {
  readonly id: string;
  readonly kind: PairKind;
  readonly pair: string;
  /** Null for a permission that no release names. */
  readonly info: PairInfo | null;
  /**
   * How this Harbor differs from its release, having this besides or lacking it; or that it is
   * there only because robots hold it: not accepted any more or not yet, unknown to every release,
   * or never offered by the portal and taken all the same.
   */
  readonly odd: 'added' | 'removed' | Held | null;
}

/** What is odd about a permission that robots hold and the catalogue does not list. */
type Held = 'stale' | 'newer' | 'unknown' | 'unlisted';

/** What the catalogue is narrowed to. */
export interface CatalogueFilter {
  readonly text: string;
  /** '' for both. */
  readonly kind: PairKind | '';
  /** Only what is at least so dangerous; '' for all. */
  readonly danger: PairInfo['danger'] | '';
}

/** The lines of a catalogue: what it accepts, and what its release has and it lacks. */
export function rowsOf({ pairs, removed }: MergedCatalogue): CatalogueRow[] {
  const rows = pairs.map(({ kind, pair, info, isAdded }): CatalogueRow => ({
    id: `${kind} ${pair}`,
    kind,
    pair,
    info,
    odd: isAdded ? 'added' : null,
  }));
  const lacking = removed.map((info): CatalogueRow => ({
    id: `${info.kind} ${info.pair}`,
    kind: info.kind,
    pair: info.pair,
    info,
    odd: 'removed',
  }));
  return [...rows, ...lacking].sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

const keyOf = ({ kind, pair }: CatalogueRow): string => `${kind === 'system' ? 0 : 1} ${pair}`;

/** Whether a row is there only because robots hold it. */
export const isHeldBesides = ({ odd }: CatalogueRow): boolean =>
  odd !== null && odd !== 'added' && odd !== 'removed';

/** Permissions that robots hold and the catalogue does not list, by kind and name. */
export function heldRows(
  { pairs, removed }: MergedCatalogue,
  held: readonly { readonly kind: PairKind; readonly pair: string }[],
  version: string,
  accepted: AcceptedPairs,
): CatalogueRow[] {
  const listed = new Set([...pairs, ...removed].map(({ kind, pair }) => `${kind} ${pair}`));
  const oddOf = (kind: PairKind, pair: string): Held => {
    const standing = standingOf(kind, pair, accepted);
    if (standing !== 'stale') return standing === 'unknown' ? 'unknown' : 'unlisted';
    return isBefore(version, pairInfo(kind, pair)?.since ?? '') ? 'newer' : 'stale';
  };
  return held
    .map(({ kind, pair }): CatalogueRow => ({
      id: `${kind} ${pair}`,
      kind,
      pair,
      info: pairInfo(kind, pair),
      odd: oddOf(kind, pair),
    }))
    .filter(({ id }) => !listed.has(id))
    .sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
}

const rank = (danger: string): number => {
  const place = (DANGER_LEVELS as readonly string[]).indexOf(danger);
  return place < 0 ? DANGER_LEVELS.length : place;
};

/** Lines that a filter leaves; text is looked for in names, sentences, dangers and calls. */
export function narrow(
  rows: readonly CatalogueRow[],
  { text, kind, danger }: CatalogueFilter,
): readonly CatalogueRow[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const finds = ({ pair, info }: CatalogueRow): boolean => {
    const calls = info?.calls.map(({ method, path }) => `${method} ${path}`) ?? [];
    const all = [pair, pair.replaceAll(/[:-]/g, ' '), info?.sentence, info?.reason, ...calls]
      .join(' ')
      .toLowerCase();
    return words.every((word) => all.includes(word));
  };
  return rows.filter(
    (row) =>
      (kind === '' || row.kind === kind) &&
      (danger === '' || rank(row.info?.danger ?? 'low') <= rank(danger)) &&
      finds(row),
  );
}

/** "since 2.12.0", "2.10.0 to 2.11.2", "only by the API, before 2.10.0". */
export function spanWords({ since, until, portal }: PairInfo): string {
  if (!portal) return `only through the API, before ${until ?? ''}`;
  return until === null ? `since ${since}` : `from ${since}, not since ${until}`;
}

/** Releases that changed what there is, newest first, each with those that it stands for. */
export const RELEASES: readonly { readonly value: string; readonly label: string }[] = [
  ...PORTAL_EDITIONS,
  ...CATALOGUE_EDITIONS,
]
  .map(({ since }, place, all) => {
    const next = all[place + 1]?.since;
    const span = next === undefined ? 'and newer' : `to before ${next}`;
    return { value: since, label: `Harbor ${since} ${span}` };
  })
  .reverse();
