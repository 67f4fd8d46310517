import { expect, test } from 'vitest';
import { held, stage, systemRobots } from '../robots/stage.ts';

const AT = 1_800_000_000;

/** A robot at a simulated Harbor whose secret is kept here. */
const aKeptSecret = async (secret: string) => {
  const made = await stage({ robots: systemRobots('ci') });
  const robot = held(made.simulator, 'ci');
  robot.secret = secret;
  const { secrets } = made.app.services;
  const handle = await secrets.begin(
    {
      instanceId: made.instanceId,
      robotId: robot.id,
      robotName: 'robot$ci',
      planId: crypto.randomUUID(),
      step: 0,
    },
    'Kept-Secret-1',
  );
  return { ...made, robot, handle, secrets };
};

test('a login proves a pending secret, and makes it the robot’s', async () => {
  const { app, handle } = await aKeptSecret('Kept-Secret-1');
  const { accepted, secret } = await app.call('secrets.test', { handle });
  expect(accepted).toBe(true);
  expect(secret.state).toBe('new');
  expect(secret.verifiedAt).not.toBeNull();
});

test('a refused login leaves a pending secret pending, and outdates a kept one', async () => {
  const { app, handle, secrets, robot } = await aKeptSecret('Another-Secret-2');
  const first = await app.call('secrets.test', { handle });
  expect(first).toMatchObject({ accepted: false, secret: { state: 'pending', verifiedAt: null } });

  await secrets.promote(handle, { verified: false, at: AT });
  await app.call('secrets.keep', { handles: [handle] });
  expect(await app.call('secrets.test', { handle })).toMatchObject({
    accepted: false,
    secret: { state: 'outdated' },
  });
  robot.secret = 'Kept-Secret-1';
  expect(await app.call('secrets.test', { handle })).toMatchObject({
    accepted: true,
    secret: { state: 'kept' },
  });
});

test('a robot that is disabled or expired is not tried', async () => {
  const { app, handle, run, simulator } = await aKeptSecret('Kept-Secret-1');
  await run({ kind: 'disable' });
  const before = simulator.traffic.seen.length;
  await expect(app.call('secrets.test', { handle })).rejects.toMatchObject({
    code: 'not-allowed',
    message: expect.stringMatching(/disabled/),
  });
  expect(simulator.traffic.seen).toHaveLength(before);
  // Its login would be refused with the right secret too, so nothing is concluded.
  expect((await app.call('secrets.list', {})).secrets).toMatchObject([{ state: 'pending' }]);
});

test('a robot that has the id of another by now is neither tried with its secret nor exported for it', async () => {
  const { app, robot, secrets, instanceId, simulator, keys } = await aKeptSecret('Kept-Secret-1');
  const before = await app.services.inventory.robotsByKeys(await keys('name:ci'));
  const createdAt = before[0]?.robot.createdAt ?? 0;
  const handle = await secrets.begin(
    {
      instanceId,
      robotId: robot.id,
      // The same name, on a Harbor that was set up afresh since.
      robotName: 'robot$ci',
      robotCreatedAt: createdAt - 3_600,
      planId: null,
      step: null,
    },
    'Older-Secret-1',
  );
  await secrets.promote(handle, { verified: true, at: AT });
  await secrets.keep([handle]);
  const requests = simulator.traffic.seen.length;
  await expect(app.call('secrets.test', { handle })).rejects.toMatchObject({
    code: 'not-allowed',
    message: 'robot$ci is not at Harbor any more: another of this name was made since.',
  });
  expect(simulator.traffic.seen).toHaveLength(requests);
  expect(secrets.find(handle)?.state).toBe('kept');
  const { ready, missing } = await app.call('secretExports.robots', {
    keys: before.map(({ key }) => key),
    handles: [],
  });
  expect(ready).toEqual([]);
  expect(missing).toMatchObject([{ robotName: 'robot$ci' }]);
});
