import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SecretCheck } from '../../../shared/contract/check-calls.ts';
import { SimulatorClock } from '../../../shared/simulator/clock.ts';
import { held, type Stage, stage, systemRobots } from '../robots/stage.ts';

/** Robots with secrets that this Purser does not know: they are refreshed behind its back. */
async function strangers(): Promise<{ made: Stage; secrets: Map<string, string> }> {
  const made = await stage({ robots: systemRobots('works', 'wrong', 'off', 'over', 'left') });
  const secrets = new Map<string, string>();
  const plan = await made.plan({ kind: 'refresh', secret: { kind: 'generate' }, until: null });
  for (const step of await made.steps(await made.apply(plan))) {
    if (step.secret === null) throw new Error('each step makes a secret');
    const { handle } = step.secret;
    secrets.set(step.robotName, (await made.app.call('secrets.reveal', { handle })).secret);
    await made.app.call('secrets.forget', { handles: [handle], sure: true });
  }
  held(made.simulator, 'off').disabled = true;
  const over = held(made.simulator, 'over');
  over.duration = 1;
  over.expiresAt = Math.floor(Date.now() / 1_000) - 60;
  made.simulator.state.robots.remove(held(made.simulator, 'left'));
  await made.sync();
  return { made, secrets };
}

const outcomes = ({ secrets }: SecretCheck): string[] =>
  secrets.map(({ username, outcome }) => `${username} ${outcome ?? 'open'}`);

async function dockerFile({ made, secrets }: Awaited<ReturnType<typeof strangers>>) {
  const host = new URL(made.simulator.url).host;
  const auths = [...secrets].map(([name, secret]) => ({
    url: host,
    name,
    secret: name === 'robot$wrong' ? 'Wrong-0123456789' : secret,
  }));
  const elsewhere = { url: 'other.example.com', name: 'robot$x', secret: 'Some-0123456789' };
  const renamed = { url: host, name: 'bot-works', secret: 'Some-0123456789' };
  const path = join(made.computer.home, 'credentials.json');
  await writeFile(path, JSON.stringify([...auths, elsewhere, renamed]));
  made.app.desktop.pickPath = path;
}

test('a file is read and checked, and what works is kept and nothing else', async () => {
  const all = await strangers();
  const { made, secrets } = all;
  await dockerFile(all);
  const opened = await made.app.call('checks.open');
  if (opened === null) throw new Error('a file was chosen');
  expect(opened.source).toBe('credentials.json');
  const checked = await made.app.call('checks.run', { id: opened.id });
  expect(outcomes(checked).sort()).toEqual([
    'bot-works renamed',
    'robot$left gone',
    'robot$off disabled',
    'robot$over expired',
    'robot$works works',
    'robot$wrong refused',
    'robot$x elsewhere',
  ]);
  expect(checked.secrets.find(({ outcome }) => outcome === 'works')?.permissions).toBe(
    'pull on all projects',
  );
  for (const secret of secrets.values())
    expect(JSON.stringify([...made.app.told])).not.toContain(secret);
  // Those of which it is known that they cannot log in are not tried.
  const tried = made.simulator.traffic.seen.filter(({ target }) =>
    target.includes('/users/current'),
  );
  expect(tried.length).toBeGreaterThan(0);
  expect(checked.secrets.filter(({ canKeep }) => canKeep)).toHaveLength(1);

  const indexes = checked.secrets.map(({ index }) => index);
  const kept = await made.app.call('checks.keep', { id: opened.id, indexes });
  expect(
    kept.secrets.filter(({ handle }) => handle !== null).map(({ username }) => username),
  ).toEqual(['robot$works']);
  const vault = await made.app.call('secrets.list', {});
  expect(vault.secrets).toMatchObject([
    // Somebody has it: it was in a file.
    { robotName: 'robot$works', state: 'kept', where: 'keychain', planId: null, handedOver: true },
  ]);
  expect(vault.secrets[0]?.verifiedAt).not.toBeNull();
  const { handle = '' } = vault.secrets[0] ?? {};
  expect((await made.app.call('secrets.reveal', { handle })).secret).toBe(
    secrets.get('robot$works'),
  );
  expect(
    [...made.computer.keychain.values()].filter((one) => [...secrets.values()].includes(one)),
  ).toEqual([secrets.get('robot$works')]);
  // The same file again: it is there already.
  const again = await made.app.call('checks.open');
  expect(again?.secrets.filter(({ handle: known }) => known !== null)).toHaveLength(1);
});

test('all kept secrets are tried, one at a time, and one that was refreshed elsewhere is found', async () => {
  const made = await stage({ robots: systemRobots('a', 'b', 'c') });
  await made.run({ kind: 'refresh', secret: { kind: 'generate' }, until: null });
  held(made.simulator, 'b').secret = held(made.simulator, 'a').secret;
  const listed = await made.app.call('checks.kept');
  expect(listed.secrets).toHaveLength(3);
  const checked = await made.app.call('checks.run', { id: listed.id });
  expect(outcomes(checked).sort()).toEqual(['robot$a works', 'robot$b refused', 'robot$c works']);
  const { secrets } = await made.app.call('secrets.list', { states: ['outdated'] });
  expect(secrets).toMatchObject([{ robotName: 'robot$b' }]);
});

test('an instance that is away is asked once, and a text without any credential is refused', async () => {
  const { made, secrets } = await strangers();
  const list = ['works', 'wrong'].map((name) => ({
    url: made.simulator.url,
    name: `robot$${name}`,
    secret: secrets.get(`robot$${name}`),
  }));
  const pasted = await made.app.call('checks.paste', { text: JSON.stringify(list) });
  made.simulator.faults.add({ kind: 'cut-before' });
  const checked = await made.app.call('checks.run', { id: pasted.id });
  expect(outcomes(checked)).toEqual(['robot$works untested', 'robot$wrong untested']);
  await made.app.call('checks.forget');
  await expect(made.app.call('checks.run', { id: pasted.id })).rejects.toMatchObject({
    code: 'unknown-item',
  });
  await expect(made.app.call('checks.paste', { text: 'hello' })).rejects.toMatchObject({
    code: 'file-invalid',
  });
  const cut = made.app.call('checks.paste', { text: '{"auths": {"h": {"auth": "eDp5"' });
  await expect(cut).rejects.toMatchObject({
    message: expect.stringMatching(/Line 1, column 32: The text ends here, without }\.$/) as string,
  });
});

test('one that was refreshed since it was checked does not take the place of the newer', async () => {
  const made = await stage({ robots: systemRobots('a') });
  const refresh = { kind: 'refresh', secret: { kind: 'generate' }, until: null } as const;
  await made.run(refresh);
  const [first] = (await made.app.call('secrets.list', {})).secrets;
  const { secret } = await made.app.call('secrets.reveal', { handle: first?.handle ?? '' });
  await made.app.call('secrets.forget', { handles: [first?.handle ?? ''], sure: true });
  const text = JSON.stringify([{ url: made.simulator.url, name: 'robot$a', secret }]);
  const { id } = await made.app.call('checks.paste', { text });
  expect(outcomes(await made.app.call('checks.run', { id }))).toEqual(['robot$a works']);

  await made.run(refresh);
  const newer = held(made.simulator, 'a').secret;
  const kept = await made.app.call('checks.keep', { id, indexes: [0] });
  expect(kept.secrets).toMatchObject([{ outcome: 'refused', canKeep: false, handle: null }]);
  const { secrets } = await made.app.call('secrets.list', {});
  expect(secrets).toHaveLength(1);
  const { handle = '' } = secrets[0] ?? {};
  expect(await made.app.call('secrets.reveal', { handle })).toEqual({ secret: newer });
});

test('what is exported by the registry, which is not the address, is found again', async () => {
  const made = await stage(
    { robots: systemRobots('a') },
    { externalUrl: 'https://registry.example.com' },
  );
  await made.run({ kind: 'refresh', secret: { kind: 'generate' }, until: null });
  const { secrets } = await made.app.call('secrets.list', {});
  const handles = secrets.map(({ handle }) => handle);
  const { text } = await made.app.call('secretExports.preview', {
    handles,
    format: 'docker-config',
    options: {},
  });
  expect(text).toContain('"registry.example.com"');
  const { secret } = await made.app.call('secrets.reveal', { handle: handles[0] ?? '' });
  for (const url of ['registry.example.com', 'https://registry.example.com:443/v2/']) {
    const list = [{ url, name: 'robot$a', secret }];
    const { id } = await made.app.call('checks.paste', { text: JSON.stringify(list) });
    const checked = await made.app.call('checks.run', { id });
    expect(outcomes(checked), url).toEqual(['robot$a works']);
  }
  const other = [{ url: 'registry.example.com:8443', name: 'robot$a', secret }];
  const pasted = await made.app.call('checks.paste', { text: JSON.stringify(other) });
  expect(outcomes(pasted)).toEqual(['robot$a elsewhere']);
});

test('a robot that was made since the last sync is read, and its secret can be kept then', async () => {
  const made = await stage({ robots: systemRobots('a') });
  const newer = { ...held(made.simulator, 'a'), id: 99, name: 'newer', secret: 'Newer-0123456789' };
  made.simulator.state.robots.add(newer);
  const text = JSON.stringify([
    { url: made.simulator.url, name: 'robot$newer', secret: newer.secret },
  ]);
  const { id } = await made.app.call('checks.paste', { text });
  const before = await made.app.call('checks.run', { id });
  expect(before.secrets).toMatchObject([
    { outcome: 'works', canKeep: false, robotKey: null, words: expect.stringContaining('read') },
  ]);
  const { secrets } = await made.app.call('checks.read', { id });
  expect(secrets).toMatchObject([{ outcome: 'works', canKeep: true, words: '' }]);
  const kept = await made.app.call('checks.keep', { id, indexes: [0] });
  expect(kept.secrets).toMatchObject([{ handle: expect.any(String) as string }]);
});

test('a configuration of docker without secrets says where they are, and what is printed there is checked', async () => {
  const made = await stage({ robots: systemRobots('a') });
  const { host } = new URL(made.simulator.url);
  const config = JSON.stringify({ auths: { [host]: {} }, credsStore: 'desktop' });
  const pasted = await made.app.call('checks.paste', { text: config });
  expect(pasted).toMatchObject({
    secrets: [],
    elsewhere: [{ program: 'desktop', registries: [host] }],
  });
  expect(await made.app.call('checks.run', { id: pasted.id })).toMatchObject({ secrets: [] });
  const { secret } = held(made.simulator, 'a');
  const text = JSON.stringify({ ServerURL: host, Username: 'robot$a', Secret: secret });
  const { id } = await made.app.call('checks.paste', { text });
  expect(outcomes(await made.app.call('checks.run', { id }))).toEqual(['robot$a works']);
});

test('whether a robot has expired is said by the clock of its Harbor', async () => {
  const clock = new SimulatorClock('manual', Date.now() - 7_200_000);
  const made = await stage({ robots: systemRobots('a') }, { clock });
  const robot = held(made.simulator, 'a');
  const hourAgo = Math.floor(Date.now() / 1_000) - 3_600;
  robot.duration = 1;
  robot.expiresAt = hourAgo;
  await made.sync();
  const list = [{ url: made.simulator.url, name: 'robot$a', secret: robot.secret }];
  const { id } = await made.app.call('checks.paste', { text: JSON.stringify(list) });
  expect(outcomes(await made.app.call('checks.run', { id }))).toEqual(['robot$a works']);
});
