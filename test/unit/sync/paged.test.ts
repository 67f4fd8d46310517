import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LISTING_TRIES, MOST_PAGES, PAGE_SIZE } from '../../../electron/sync/limits.ts';
import { pagesOf, readPaged, type PagedListing } from '../../../electron/sync/paged.ts';

/** A listing that somebody else changes: a change falls due before the request of its number. */
interface Change {
  readonly before: number;
  readonly remove?: number;
  readonly create?: boolean;
}

const START = 1_000;

function listingOf(count: number, changes: readonly Change[] = []) {
  let items = Array.from({ length: count }, (_, index) => ({ id: index + 1, createdAt: 1 }));
  const always = new Set(items.map(({ id }) => id));
  const seen = new Set<number>();
  let requests = 0;
  let nextId = count + 1;
  let planned = 1;

  const apply = ({ remove, create }: Change): void => {
    if (remove !== undefined) {
      const gone = items[remove % Math.max(1, items.length)];
      if (gone !== undefined) always.delete(gone.id);
      items = items.filter((item) => item !== gone);
    }
    if (create === true) items = [...items, { id: nextId++, createdAt: START + requests }];
  };

  const listing: PagedListing = {
    readPage: (page) => {
      requests += 1;
      changes.filter(({ before }) => before === requests).forEach(apply);
      const entries = items.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
      for (const { id } of entries) seen.add(id);
      return Promise.resolve({ entries, total: items.length });
    },
    onMorePages: (pages) => (planned += pages),
    sortedById: true,
    serverNow: () => START + requests,
  };
  return { listing, always, seen, requests: () => requests, planned: () => planned };
}

describe('a listing that stays as it is', () => {
  test.each([
    [0, 1],
    [1, 1],
    [100, 1],
    [101, 2],
    [250, 3],
    [1_000, 10],
  ])('%i items take %i requests', async (count, expected) => {
    const { listing, requests, planned } = listingOf(count);
    const { whole, ids } = await readPaged(listing);
    expect({ whole, size: ids.size }).toEqual({ whole: true, size: count });
    expect(requests()).toBe(expected);
    expect(planned()).toBe(expected);
  });
});

describe('a listing that changes between two pages', () => {
  test('an item that slipped to the page before is found', async () => {
    const { listing, seen } = listingOf(250, [{ before: 2, remove: 0 }]);
    expect((await readPaged(listing)).whole).toBe(true);
    expect(seen).toContain(101);
  });

  test('is read again although its totals agree, when one went and one came', async () => {
    const { listing, seen } = listingOf(250, [{ before: 2, remove: 0, create: true }]);
    expect((await readPaged(listing)).whole).toBe(true);
    expect(seen).toContain(101);
  });

  test('is not read again when items only came', async () => {
    const { listing, requests } = listingOf(250, [{ before: 2, create: true }]);
    const { whole, ids } = await readPaged(listing);
    expect({ whole, size: ids.size, requests: requests() }).toEqual({
      whole: true,
      size: 251,
      requests: 3,
    });
  });

  test('a page more is read when it grows beyond the last one', async () => {
    const { listing, requests } = listingOf(200, [{ before: 2, create: true }]);
    const { whole, ids } = await readPaged(listing);
    expect({ whole, size: ids.size, requests: requests() }).toEqual({
      whole: true,
      size: 201,
      requests: 3,
    });
  });

  test('counts as not read whole when it changes every time', async () => {
    const changes = Array.from({ length: 50 }, (_, before) => ({ before, remove: 0 }));
    const { listing, requests } = listingOf(400, changes);
    expect((await readPaged(listing)).whole).toBe(false);
    expect(requests()).toBe(LISTING_TRIES * 4);
  });

  test('what the caller doubts is whole once two readings agree', async () => {
    const { listing, requests } = listingOf(150);
    expect((await readPaged({ ...listing, isDoubtful: () => true })).whole).toBe(true);
    expect(requests()).toBe(4);
  });

  test('unsorted, a new item may stand anywhere, so it is read again', async () => {
    const { listing, requests } = listingOf(150, [{ before: 2, create: true }]);
    expect((await readPaged({ ...listing, sortedById: false })).whole).toBe(true);
    expect(requests()).toBe(4);
  });

  test('whatever happens, a reading that calls itself whole has lost nobody', async () => {
    const change = fc.record(
      { before: fc.integer({ min: 1, max: 12 }), remove: fc.nat(500), create: fc.boolean() },
      { requiredKeys: ['before'] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 450 }),
        fc.array(change, { maxLength: 6 }),
        async (count, changes) => {
          const { listing, always, seen } = listingOf(count, changes as readonly Change[]);
          const { whole } = await readPaged(listing);
          if (whole) expect([...always].filter((id) => !seen.has(id))).toEqual([]);
        },
      ),
      { seed: 20_261_103, numRuns: 500 },
    );
  });
});

describe('nonsense', () => {
  test('a total without items is not followed', async () => {
    const { listing } = listingOf(0);
    let asked = 0;
    const readPage = () => {
      asked += 1;
      return Promise.resolve({ entries: [], total: 1e15 });
    };
    expect((await readPaged({ ...listing, readPage })).whole).toBe(false);
    expect(asked).toBe(LISTING_TRIES);
    expect(pagesOf(1e15)).toBe(MOST_PAGES);
  });

  test('the first failure is thrown after every other page has ended', async () => {
    const { listing } = listingOf(500);
    let ended = 0;
    const readPage = async (page: number) => {
      if (page === 2) throw new Error('page 2');
      const answer = await listing.readPage(page);
      await Promise.resolve();
      ended += 1;
      return answer;
    };
    await expect(readPaged({ ...listing, readPage })).rejects.toThrow('page 2');
    expect(ended).toBe(4);
  });
});
