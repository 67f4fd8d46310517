import { expect, it, vi } from 'vitest';
import { createRiskAhead } from '../../../electron/risk-ahead.ts';
import type { Now } from '../../../shared/inventory/inventory.ts';

it('judges again what changed while the last part was judged', async () => {
  let finish: (hasMore: boolean) => void = () => undefined;
  const part = new Promise<boolean>((resolve) => (finish = resolve));
  const judgeAhead = vi.fn(async (_at: Now) => Promise.resolve(false));
  judgeAhead.mockReturnValueOnce(part);
  let now = 1;
  const begin = createRiskAhead({ judgeAhead }, () => ({ now, criticalDays: 7, soonDays: 30 }));
  begin();
  now = 2;
  begin();
  expect(judgeAhead).toHaveBeenCalledOnce();
  finish(false);
  await expect.poll(() => judgeAhead.mock.calls.map(([at]) => at.now)).toEqual([1, 2]);
});

it('begins again after the inventory could not judge', async () => {
  const judgeAhead = vi.fn((_at: Now) => Promise.resolve(false));
  judgeAhead.mockRejectedValueOnce(new Error('the disk is full'));
  const begin = createRiskAhead({ judgeAhead }, () => ({ now: 1, criticalDays: 7, soonDays: 30 }));
  begin();
  await expect.poll(() => judgeAhead.mock.settledResults.length).toBe(1);
  await expect
    .poll(() => {
      begin();
      return judgeAhead.mock.calls.length;
    })
    .toBeGreaterThan(1);
});
