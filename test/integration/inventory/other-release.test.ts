import { expect, it, vi } from 'vitest';
import { aRobot, aStore, at, entry, EU, PROD, readAll } from './fleet.ts';

vi.setConfig({ testTimeout: 120_000 });

it('says what another release makes of the robots of an instance', () => {
  const store = aStore();
  const old = aRobot(1, { permissions: [entry('project', '*', 'helm-chart:read', '*:*')] });
  const mixed = aRobot(2, {
    permissions: [entry('system', '/', 'project:list'), entry('project', 'a', 'repository:push')],
  });
  const plain = aRobot(3, { permissions: [entry('project', 'a', 'repository:pull')] });
  readAll(store, PROD, [old, mixed, plain], { harborVersion: 'v2.9.5-5f3b6f0c' });
  const answer = store.upgradeCheck({ instanceId: PROD, version: '2.15.2' }, at);
  const robotsOf = (keys: Uint32Array): string[] =>
    store.rows([...keys], at).map(({ name }) => name);
  expect(answer).toMatchObject({ from: 'v2.9.5-5f3b6f0c', robots: 3, lost: [] });
  expect(answer.refused.map(({ pair, robots }) => [pair, robots])).toEqual([
    ['*:*', 1],
    ['helm-chart:read', 1],
  ]);
  expect(robotsOf(answer.refusedKeys)).toEqual(['robot$r1']);
  expect(answer.gained).toContainEqual({ kind: 'project', pair: 'repository:push', robots: 1 });
  expect(robotsOf(answer.gainedKeys)).toContain('robot$r2');
  expect(robotsOf(answer.gainedKeys)).not.toContain('robot$r3');
  expect(store.upgradeCheck({ instanceId: EU, version: '2.15.2' }, at).robots).toBe(0);
});
