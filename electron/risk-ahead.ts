import type { Inventory, Now } from '../shared/inventory/inventory.ts';

/**
 * Judges robots before a page asks for what was found: of a hundred thousand that takes a second in
 * which the inventory answers nobody, so it is done in small parts.
 * @returns begins with what there is to judge, unless that has begun
 */
export const createRiskAhead = (
  inventory: Pick<Inventory, 'judgeAhead'>,
  at: () => Now,
): (() => void) => {
  let isRunning = false;
  let isWanted = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    try {
      // What changes while a part is judged may be too late for that part.
      while (isWanted) {
        isWanted = false;
        if (await inventory.judgeAhead(at())) isWanted = true;
      }
    } catch {
      // Whoever asks for it hears what is wrong.
    } finally {
      isRunning = false;
    }
  };
  return () => {
    isWanted = true;
    if (!isRunning) void run();
  };
};
