import { LISTING_TRIES, MOST_PAGES, PAGE_SIZE } from './limits.ts';

/** An item of a listing, as far as its wholeness is concerned. */
export interface Entry {
  readonly id: number;
  /** Epoch seconds on the server's clock; 0 where unknown. */
  readonly createdAt: number;
}

export interface PageOfEntries {
  readonly entries: readonly Entry[];
  /** `X-Total-Count` of this answer. */
  readonly total: number;
}

export interface PagedListing {
  /** Asks for a page (from 1) and keeps what it brought. */
  readonly readPage: (page: number) => Promise<PageOfEntries>;
  /** Further pages that turned out to be needed. */
  readonly onMorePages: (pages: number) => void;
  /** Sorted by id, so that new items come last (Harbor ≥ 2.3). */
  readonly sortedById: boolean;
  /** Seconds on the server's clock. */
  readonly serverNow: () => number;
  /** Reasons of the caller to distrust a reading of several pages; asked once it fits otherwise. */
  readonly isDoubtful?: (ids: ReadonlySet<number>) => boolean;
}

/** `whole`: every item that was there all the time was read. `ids` are those of the last try. */
export interface PagedResult {
  readonly whole: boolean;
  readonly ids: ReadonlySet<number>;
}

interface Reading {
  readonly ids: ReadonlySet<number>;
  readonly pages: number;
  readonly firstTotal: number;
  readonly lastTotal: number;
  /** Items made since the first page was asked for. */
  readonly created: number;
}

/**
 * Reads every page of a listing. Pages are cut by position, so an item that is deleted between
 * two of them hides another one; such a reading is found out by its totals and made again, at
 * most three times. Throws what `readPage` throws.
 */
export async function readPaged(listing: PagedListing): Promise<PagedResult> {
  let before: Reading | null = null;
  for (let tries = 1; ; tries += 1) {
    const reading = await readOnce(listing);
    const whole = isSettled(reading, listing) || isConfirmed(reading, before);
    if (whole || tries === LISTING_TRIES) return { whole, ids: reading.ids };
    before = reading;
    listing.onMorePages(1);
  }
}

/**
 * How urgent a page is: those after the first go before new listings, so that no long listing is
 * left over at the end with nothing beside it to ask for.
 */
export const urgencyOf = (page: number): number => (page === 1 ? 0 : 1);

/**
 * Requests that a listing of so many items takes; an empty one takes one as well. Bounded, so
 * that a nonsense total cannot keep us asking for ever.
 */
export const pagesOf = (total: number): number =>
  Math.min(MOST_PAGES, Math.max(1, Math.ceil(total / PAGE_SIZE)));

async function readOnce({ readPage, onMorePages, serverNow }: PagedListing): Promise<Reading> {
  const begun = Math.floor(serverNow());
  const ids = new Set<number>();
  let created = 0;
  let lastTotal = 0;
  const take = ({ entries, total }: PageOfEntries): void => {
    lastTotal = total;
    for (const { id, createdAt } of entries) {
      if (!ids.has(id) && createdAt >= begun) created += 1;
      ids.add(id);
    }
  };

  take(await readPage(1));
  const firstTotal = lastTotal;
  let pages = 1;
  // A short first page with a large total is nonsense; asking for the rest brings no more sense.
  if (ids.size < Math.min(firstTotal, PAGE_SIZE)) {
    return { ids, pages, firstTotal, lastTotal, created };
  }
  while (pages < pagesOf(lastTotal)) {
    const from = pages + 1;
    pages = pagesOf(lastTotal);
    onMorePages(pages - from + 1);
    const rest = Array.from({ length: pages - from + 1 }, (_, index) => from + index);
    await all(rest.map(async (page) => take(await readPage(page))));
  }
  return { ids, pages, firstTotal, lastTotal, created };
}

/** The totals leave no room for a deletion: what is there is what was there, and what was made. */
function isSettled(reading: Reading, { sortedById, isDoubtful }: PagedListing): boolean {
  const { ids, pages, firstTotal, lastTotal, created } = reading;
  if (ids.size !== lastTotal) return false;
  if (pages === 1) return true;
  if (firstTotal + created !== lastTotal) return false;
  if (!sortedById && created > 0) return false;
  return isDoubtful?.(ids) !== true;
}

/** Two readings one after the other brought the same items, as many as Harbor counts. */
function isConfirmed({ ids, lastTotal }: Reading, before: Reading | null): boolean {
  if (before === null || ids.size !== lastTotal || before.ids.size !== ids.size) return false;
  return [...ids].every((id) => before.ids.has(id));
}

/** Waits for every page, so that none is still being kept when the first failure is thrown. */
async function all(pages: readonly Promise<void>[]): Promise<void> {
  for (const page of await Promise.allSettled(pages)) {
    if (page.status === 'rejected') throw page.reason;
  }
}
