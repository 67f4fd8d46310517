import type { ReadRobot } from '../../shared/inventory/inventory.ts';
import type { Robot } from '../../shared/robots/robot.ts';
import type { HarborRobot, Listing, Page } from '../harbor/types.ts';
import type { Course } from './course.ts';
import { readPaged, urgencyOf, type PagedResult } from './paged.ts';

/** What a robot of the listing is kept as; null leaves it to another listing. */
export type Settle = (robot: Robot, read: ReadRobot) => Robot | null;

/**
 * Reads one listing to its end, each page written as it comes. Throws the AppError of the page
 * that failed.
 */
export async function readRobots(
  course: Course,
  listing: Listing,
  settle: Settle,
): Promise<PagedResult> {
  const { client, requests, progress } = course;
  const counted = new Set<number>();

  const keep = async (page: Page<HarborRobot>): Promise<void> => {
    const kept = page.items.flatMap((read) => {
      const robot = settle(read.robot, read);
      return robot === null ? [] : [{ robot, raw: read.raw }];
    });
    await keepRobots(course, kept);
    const known = counted.size;
    for (const { robot } of kept) counted.add(robot.id);
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
      }, urgencyOf(number)),
    onMorePages: (pages) => progress.plan(pages),
    sortedById: course.capabilities.canSort,
    serverNow: course.serverNow,
  });
}

/** Writes robots into the inventory, and learns from them. */
export async function keepRobots(course: Course, robots: readonly ReadRobot[]): Promise<void> {
  if (robots.length === 0) return;
  await course.writer.write(robots);
  for (const { robot } of robots) course.witness.see(robot);
}
