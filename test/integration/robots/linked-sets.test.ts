import { expect, test } from 'vitest';
import type { RobotSet } from '../../../shared/contract/linked.ts';
import type { Simulator } from '../../../shared/simulator/simulator.ts';
import { clientFor, harbor } from '../harbor/stage.ts';
import { draftFor } from '../instances/stage.ts';
import { carryOut, refresh } from './secrets-stage.ts';
import { held, stage, type Stage, systemRobots } from './stage.ts';

/** One robot of another name on each of three instances, of three releases, linked by hand. */
async function linkedByHand(): Promise<{ made: Stage; at: readonly Place[] }> {
  const made = await stage({ robots: systemRobots('ci', 'other') });
  const at: Place[] = [{ simulator: made.simulator, instanceId: made.instanceId, name: 'ci' }];
  for (const [version, name] of [
    ['2.8.6', 'builder'],
    ['2.12.4', 'ci-eu'],
  ] as const) {
    const simulator = await harbor({ version });
    simulator.seed({ robots: systemRobots(name) });
    const { config } = await made.app.call('instances.save', draftFor(simulator, name));
    at.push({ simulator, instanceId: config.id, name });
  }
  await made.app.services.sync.settled();
  const keys = await Promise.all(at.map(({ name }) => keyOf(made, name)));
  await made.app.call('linked.join', { keys });
  return { made, at };
}

interface Place {
  readonly simulator: Simulator;
  readonly instanceId: string;
  readonly name: string;
}

async function keyOf(made: Stage, name: string): Promise<number> {
  const [key] = await made.keys(`name:"robot$${name}"`);
  return key ?? expect.fail(`${name} was not read`);
}

/** The set of which a robot is one, as the table shows it. */
async function setOf(made: Stage, name: string): Promise<RobotSet> {
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await made.app.call('linked.query', { query: '', scope: [], sort });
  const sets = await made.app.call('linked.sets', { keys: [...keys] });
  const found = sets.find(({ robots }) => robots.some((one) => one.name === `robot$${name}`));
  return found ?? expect.fail(`${name} is in no set`);
}

test('a linked set is rotated as one, with one secret that every Harbor then has', async () => {
  const { made, at } = await linkedByHand();
  const before = held(made.simulator, 'other').secret;
  const set = await setOf(made, 'builder');
  expect(set).toMatchObject({ byHand: true });
  expect(set.robots.map(({ holdsSecret }) => holdsSecret)).toEqual([false, false, false]);

  const keys = set.robots.map(({ key }) => key);
  const operation = { ...refresh, secret: { kind: 'one' } } as const;
  const plan = await made.settled(await made.app.call('plans.make', { operation, keys }));
  expect(plan).toMatchObject({ title: 'Refresh 3 robots on 3 instances', counts: { planned: 3 } });
  const steps = await carryOut(made, plan);
  expect(steps.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
  expect(steps[0]?.changes).toContainEqual(
    expect.objectContaining({ field: 'secret', to: 'a new one, the same for all' }),
  );

  const secrets = new Set<string>();
  for (const { simulator, instanceId, name } of at) {
    const { id, secret } = held(simulator, name);
    secrets.add(secret);
    expect(made.computer.keychain.get(`robot/${instanceId}/${String(id)}`)).toBe(secret);
    expect(await clientFor(simulator.url).proveRobot(`robot$${name}`, secret)).toBe('accepted');
  }
  expect(secrets.size).toBe(1);
  expect(held(made.simulator, 'other').secret).toBe(before);
  const after = await setOf(made, 'ci');
  expect(after.robots.map(({ holdsSecret }) => holdsSecret)).toEqual([true, true, true]);
});

test('where one Harbor of a set is away, the others are rotated, and it gets the same one later', async () => {
  const { made, at } = await linkedByHand();
  const [, , away] = at;
  if (away === undefined) throw new Error('there are three instances');
  const { robots } = await setOf(made, 'ci');
  const operation = { ...refresh, secret: { kind: 'one' } } as const;
  const keys = robots.map(({ key }) => key);
  const plan = await made.settled(await made.app.call('plans.make', { operation, keys }));
  const before = held(away.simulator, away.name).secret;
  away.simulator.faults.add({ kind: 'cut-before' });
  const paused = await made.apply(plan);
  expect(paused).toMatchObject({ state: 'paused', counts: { done: 2 } });
  expect(held(away.simulator, away.name).secret).toBe(before);
  away.simulator.faults.clear();
  const ended = await made.apply(paused);
  expect(ended).toMatchObject({ state: 'finished', counts: { done: 3 } });
  expect(new Set(at.map(({ simulator, name }) => held(simulator, name).secret)).size).toBe(1);
});
