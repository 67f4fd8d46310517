import { expect, it } from 'vitest';
import type { Now } from '../../../shared/inventory/inventory.ts';
import { type App, aComputer, draftFor, settled, SOON, withRobots } from '../instances/stage.ts';
import { openInventory } from '../open-inventory.ts';

/** An app without instances, and what robots were judged by since it was started. */
async function started(): Promise<{ readonly app: App; readonly judged: Now[] }> {
  const judged: Now[] = [];
  const app = await aComputer().start({
    openInventory: async (options) => {
      const inventory = await openInventory(options);
      return {
        ...inventory,
        judgeAhead: (at) => {
          judged.push(at);
          return inventory.judgeAhead(at);
        },
      };
    },
  });
  return { app, judged };
}

async function readOne(app: App): Promise<void> {
  await app.call('instances.save', draftFor(await withRobots(1), 'prod'));
  await settled(app, 'prod', 'fresh');
}

const isBegun = (judged: readonly Now[]) =>
  expect.poll(() => judged.length, SOON).toBeGreaterThan(0);

it('judges robots ahead of any page after a start, and after they were read', async () => {
  const { app, judged } = await started();
  await isBegun(judged);
  judged.length = 0;
  await readOne(app);
  await isBegun(judged);
});

it('judges them ahead by other settings, and when some of them are excepted', async () => {
  const { app, judged } = await started();
  await readOne(app);
  const rules = { 'never-expires': { severity: 'low' }, 'equal-rights': { limit: 3 } } as const;
  await app.call('settings.set', { risk: { rules } });
  await expect.poll(() => judged.at(-1)?.risk, SOON).toMatchObject(rules);
  judged.length = 0;
  const endsAt = Math.floor(Date.now() / 1_000) + 86_400;
  const said = { rule: 'never-expires', reason: 'Sealed', by: 'Kim', endsAt } as const;
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await app.call('robots.query', { query: '', scope: [], sort });
  await app.call('risk.except', { ...said, keys: [...keys] });
  await isBegun(judged);
});
