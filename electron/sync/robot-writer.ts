import type { Inventory, ReadRobot, ReadingId } from '../../shared/inventory/inventory.ts';

/** Keeps the robots of one reading. */
export interface RobotWriter {
  /** Resolves when these are kept. Throws the AppError of the inventory. */
  write(robots: readonly ReadRobot[]): Promise<void>;
}

interface Batch {
  readonly robots: ReadRobot[];
  readonly written: Promise<void>;
}

/**
 * Writes pages one after the other; those that come while one is being written go together
 * into the next transaction, which costs the disk little more than a single page does.
 * @param onChanged is told of every write that changed a row
 */
export function createRobotWriter(
  inventory: Pick<Inventory, 'writeRobots'>,
  reading: ReadingId,
  onChanged: () => void,
): RobotWriter {
  let last: Promise<unknown> = Promise.resolve();
  let next: Batch | null = null;

  const begin = (): Batch => {
    const robots: ReadRobot[] = [];
    const write = async (): Promise<void> => {
      next = null;
      const { written } = await inventory.writeRobots(reading, robots);
      if (written > 0) onChanged();
    };
    const written = last.then(write);
    last = written.catch(() => undefined);
    return { robots, written };
  };

  return {
    write(robots) {
      next ??= begin();
      next.robots.push(...robots);
      return next.written;
    },
  };
}
