import type { Robot } from '../../shared/robots/robot.ts';
import type { HarborRobot, Listing, Page } from '../harbor/types.ts';
import type { Course } from './course.ts';
import { readPaged, type PagedResult } from './paged.ts';

/** What a robot of the listing is kept as; null leaves it to another listing. */
export type Settle = (robot: Robot) => Robot | null;

/**
 * Reads one listing to its end, each page written as it comes. Throws the AppError of the page
 * that failed.
 */
export async function readRobots(
  course: Course,
  listing: Listing,
  settle: Settle,
): Promise<PagedResult> {
  const { client, inventory, reading, requests, progress, witness } = course;
  const counted = new Set<number>();

  const keep = async (page: Page<HarborRobot>): Promise<void> => {
    const kept = page.items.flatMap(({ robot, raw }) => {
      const settled = settle(robot);
      return settled === null ? [] : [{ robot: settled, raw }];
    });
    if (kept.length === 0) return;
    const { written } = await inventory.writeRobots(reading, kept);
    if (written > 0) course.onRowsChanged();
    const known = counted.size;
    for (const { robot } of kept) {
      witness.see(robot);
      counted.add(robot.id);
    }
    progress.robots(counted.size - known);
  };

  progress.plan(1);
  return readPaged({
    // Written within the request's turn, so that pages do not pile up before a slow disk.
    readPage: (number) =>
      requests.send(async (signal) => {
        const page = await client.robots(listing, number, signal);
        await keep(page);
        const entries = page.items.map(({ robot: { id, createdAt } }) => ({ id, createdAt }));
        return { total: page.total, entries };
      }),
    onMorePages: (pages) => progress.plan(pages),
    sortedById: course.capabilities.canSort,
    serverNow: course.serverNow,
  });
}
