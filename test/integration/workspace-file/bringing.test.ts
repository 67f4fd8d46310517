import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PASSWORD } from '../harbor/stage.ts';
import { aComputer, draftFor, settled } from '../instances/stage.ts';
import { addAll, lived, open, save } from './stage.ts';

describe.each(['workspace', 'backup'] as const)('a file of the kind %s', (kind) => {
  test('brings everything that was entered to another computer, and no password', async () => {
    const made = await lived();
    const path = join(made.computer.home, `purser-${kind}`);
    const text = await save(made.app, kind, path);
    expect(text).not.toContain(PASSWORD);
    for (const secret of made.computer.keychain.values()) expect(text).not.toContain(secret);

    const computer = aComputer();
    const other = await computer.start();
    const summary = await open(other, path);
    expect(summary).toMatchObject({
      instances: [{ name: 'prod', username: 'admin', here: null, remarks: ['plain http'] }],
      remarks: [],
    });
    expect(await other.call('instances.list')).toEqual([]);
    const added = await addAll(other, summary);
    expect(added.instances).toBe(1);
    const records = kind === 'backup' ? [['journal', 1]] : [];
    const counts = added.parts.map(({ name, count }) => [name, count]);
    expect(counts.filter(([name]) => name !== 'history')).toEqual([
      ['tags', 1],
      ['links', 2],
      ['places', 1],
      ['snoozes', 1],
      ['views', 1],
      ['templates', 1],
      ['policies', 1],
      ['limits', 1],
      ...records,
    ]);
    const there = await other.view('prod');
    expect(there.config.id).toBe(made.instanceId);
    expect([...computer.keychain]).toEqual([]);
    await settled(other, 'prod', 'needs-login');
    await other.call('logins.setPassword', {
      id: there.login.id,
      password: PASSWORD,
      testOn: there.config.id,
    });
    await settled(other, 'prod', 'fresh');
    const sort = { column: 'name', descending: false } as const;
    const tagged = await other.call('robots.query', { query: 'tag:nightly', scope: [], sort });
    expect(tagged.keys).toHaveLength(1);
    expect((await other.call('views.list')).at(-1)).toMatchObject({ name: 'Mine', builtIn: false });
    const { entries } = await other.call('journal.entries', {
      text: '',
      ids: [],
      before: null,
      count: 5,
    });
    expect(entries.map(({ operation }) => operation)).toEqual(kind === 'backup' ? ['disable'] : []);

    const again = await open(other, path);
    expect(again.instances).toMatchObject([{ here: 'prod' }]);
    const nothing = await addAll(other, again);
    expect([nothing.instances, ...nothing.parts.map(({ count }) => count)]).toEqual(
      [nothing.instances, ...nothing.parts].map(() => 0),
    );
  });
});

test('takes over only what is chosen, and finds an instance that is here under another name', async () => {
  const made = await lived();
  const path = join(made.computer.home, 'w.yaml');
  await save(made.app, 'workspace', path);
  const other = await aComputer().start();
  await other.call('instances.save', draftFor(made.simulator, 'their prod'));
  await settled(other, 'their prod', 'fresh');
  const summary = await open(other, path);
  expect(summary.instances).toMatchObject([{ name: 'prod', here: 'their prod' }]);
  await other.call('workspace.add', { id: summary.id, instances: [], parts: ['tags'] });
  const sort = { column: 'name', descending: false } as const;
  const { keys } = await other.call('robots.query', { query: 'tag:nightly', scope: [], sort });
  expect(keys).toHaveLength(1);
  expect((await other.call('views.list')).every(({ builtIn }) => builtIn)).toBe(true);
});

test('says of owners and policies the instances as they are called here, and leaves out those that are not', async () => {
  const made = await lived();
  const rule = { owner: 'Ada', project: '', name: '', creator: '' };
  const [here, everywhere, gone] = [made.instanceId, null, crypto.randomUUID()];
  await made.app.call('owners.saveRules', {
    rules: [here, everywhere, gone].map((instanceId) => ({
      ...rule,
      id: crypto.randomUUID(),
      instanceId,
    })),
  });
  const told = { at: 1, robots: [{ instanceId: made.instanceId, robotId: 1, expiresAt: 2 }] };
  const ada = { name: 'Ada', mail: 'ada@example.com', told };
  await made.app.services.inventory.addPortableRows('ownerContacts', [
    { folded: 'ada', data: JSON.stringify(ada) },
  ]);
  const path = join(made.computer.home, 'w.yaml');
  await save(made.app, 'workspace', path);
  const other = await aComputer().start();
  await other.call('instances.save', draftFor(made.simulator, 'their prod'));
  await settled(other, 'their prod', 'fresh');
  const { config } = await other.view('their prod');
  expect(config.id).not.toBe(made.instanceId);
  await addAll(other, await open(other, path));
  const { rules } = await other.call('owners.list');
  expect(rules.map(({ instanceId }) => instanceId)).toEqual([config.id, null]);
  expect(await other.services.inventory.expiryPolicies()).toMatchObject([{ scope: [config.id] }]);
  const [contact] = await other.services.inventory.portableRows('ownerContacts');
  expect(JSON.parse(String(contact?.['data']))).toMatchObject({
    told: { robots: [{ instanceId: config.id }] },
  });
});
