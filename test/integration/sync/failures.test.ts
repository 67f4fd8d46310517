import { describe, expect, test } from 'vitest';
import { parseFacts } from '../../../electron/sync/facts.ts';
import { listingOf, robots } from './fleets.ts';
import { createTlsAuthority } from '../../../shared/simulator/http/tls.ts';
import { pinOf } from '../harbor/certificates.ts';
import { harbor } from '../harbor/stage.ts';
import { harness } from './harness.ts';

async function threeProjects(version = '2.15.2') {
  const simulator = await harbor({ version });
  const { projects } = simulator.seed({
    projects: [{ name: 'one' }, { name: 'two' }, { name: 'three' }],
    robots: [
      ...robots(2, 'system'),
      ...robots(4, 'ci', 'one'),
      ...robots(4, 'ci', 'two'),
      ...robots(4, 'ci', 'three'),
    ],
  });
  const path = (name: string): string => listingOf(projects.get(name) ?? 0);
  const fleet = await harness();
  return { simulator, path, fleet, instance: fleet.add(simulator) };
}

describe('one project that cannot be read', () => {
  test.each([
    ['a 500 of Harbor', { kind: 'internal-error' }, 'harbor-internal'],
    ['a 503 of a proxy', { kind: 'proxy-error', status: 503 }, 'harbor-unavailable'],
    ['the page of a login portal', { kind: 'html' }, 'not-harbor'],
    ['an answer that is cut off', { kind: 'truncate' }, 'connection-failed'],
    ['an answer that is too large', { kind: 'oversize', bytes: 80 * 2 ** 20 }, 'answer-too-large'],
  ] as const)('%s is said of that project, the rest is read', async (_, fault, code) => {
    const { simulator, path, fleet, instance } = await threeProjects();
    await fleet.run(instance);
    simulator.state.robots.named('one+ci-0').forEach((row) => simulator.state.robots.remove(row));
    simulator.state.robots.named('two+ci-0').forEach((row) => simulator.state.robots.remove(row));
    const disarm = simulator.faults.add({ ...fault, path: path('two') });

    expect(await fleet.run(instance)).toMatchObject({ state: 'fresh', error: null });
    const { unreadable } = parseFacts((await fleet.facts(instance)).facts);
    expect(unreadable).toHaveLength(1);
    const message = expect.stringMatching(/^The robots could not be read\. .*\. .*\.$/) as string;
    expect(unreadable[0]).toMatchObject({ project: 'two', error: { code, message } });
    const gone = async () => (await fleet.gone(instance)).map(({ project }) => project).sort();
    expect(await gone()).toEqual(['one']);

    disarm();
    await fleet.run(instance);
    expect(parseFacts((await fleet.facts(instance)).facts).unreadable).toEqual([]);
    expect(await gone()).toEqual(['one', 'two']);
  });

  test('all projects failing is a failure of the sync, and nobody is gone', async () => {
    const { simulator, fleet, instance } = await threeProjects();
    await fleet.run(instance);
    const { asOf } = fleet.sync.stateOf(instance.id);
    simulator.faults.add({ kind: 'internal-error', path: '/robots?' });
    expect(await fleet.run(instance)).toMatchObject({
      state: 'failed',
      error: { code: 'harbor-internal' },
      asOf,
    });
    expect(await fleet.gone(instance)).toEqual([]);
  });

  test('a list of projects that fails keeps what was read and marks nobody gone', async () => {
    const { simulator, fleet, instance } = await threeProjects();
    await fleet.run(instance);
    simulator.faults.add({ kind: 'internal-error', path: '/projects?' });
    expect(await fleet.run(instance)).toMatchObject({ state: 'failed' });
    expect(await fleet.rows(instance)).toHaveLength(14);
  });
});

describe('strange answers that are no failure', () => {
  test('a description of 10 MB', async () => {
    const { simulator, fleet, instance } = await threeProjects();
    simulator.seed({ robots: [{ name: 'wordy', project: 'one', description: 'x'.repeat(1e7) }] });
    expect(await fleet.run(instance)).toMatchObject({ state: 'fresh', error: null });
    const rows = await fleet.rows(instance);
    const unreadable = parseFacts((await fleet.facts(instance)).facts).unreadable;
    // Read, or said to be too large: never silently left out.
    expect(rows.length + unreadable.length * 5).toBe(15);
  });

  test('an id beyond 2^31', async () => {
    const { simulator, fleet, instance } = await threeProjects('2.16.0');
    const { state } = simulator;
    const like = state.robots.named('one+ci-0')[0];
    if (like === undefined) throw new Error('no such robot');
    state.robots.add({ ...like, id: 9_007_199_254_740_991, name: 'one+huge' }, true);
    await fleet.run(instance);
    const huge = (await fleet.rows(instance)).find(({ shortName }) => shortName === 'huge');
    expect(huge?.id).toBe(9_007_199_254_740_991);
  });

  test('an unknown version string', async () => {
    const { fleet, instance } = await threeProjects('harbor-next-main');
    expect(await fleet.run(instance)).toMatchObject({ state: 'fresh', error: null });
    expect(await fleet.rows(instance)).toHaveLength(14);
  });

  test('a robot without permissions, and one with permissions nobody knows', async () => {
    const { simulator, fleet, instance } = await threeProjects();
    const access = [{ resource: 'tea', action: 'brew' }];
    simulator.seed({
      robots: [
        { name: 'bare', project: 'one', permissions: [] },
        { name: 'odd', permissions: [{ kind: 'system', namespace: '/', access }] },
      ],
    });
    await fleet.run(instance);
    const rows = await fleet.rows(instance);
    expect(rows.find(({ shortName }) => shortName === 'bare')?.flags).toContain('no-permissions');
    expect(rows.find(({ shortName }) => shortName === 'odd')?.flags).toContain('stale-permissions');
  });
});

describe('a Harbor that goes away', () => {
  test('before: offline since then; afterwards the sync simply goes on', async () => {
    const { simulator, fleet, instance } = await threeProjects();
    await simulator.close();
    const first = await fleet.run(instance);
    expect(first).toMatchObject({ state: 'offline', error: { code: 'connection-refused' } });
    const second = await fleet.run(instance);
    expect(second.since).toBe(first.since);
    await simulator.listen();
    instance.url = simulator.url;
    expect(await fleet.run(instance)).toMatchObject({ state: 'fresh', since: null });
  });

  test('in the middle: what was read stays, nobody is gone, no other instance notices', async () => {
    const { simulator, path, fleet, instance } = await threeProjects();
    const other = fleet.add(await harbor({ version: '2.13.5' }));
    await fleet.run(instance);
    let isDown = false;
    simulator.faults.onRequest(({ target }) => {
      if (target.includes(path('one'))) isDown = true;
      if (isDown) void simulator.close();
    });
    fleet.sync.start();
    await fleet.sync.settled();
    expect(fleet.sync.stateOf(instance.id).state).toBe('offline');
    expect(fleet.sync.stateOf(other.id).state).toBe('fresh');
    const rows = await fleet.rows(instance);
    expect(rows).toHaveLength(14);
    expect(await fleet.gone(instance)).toEqual([]);
  });

  test('a short restart is not noticed', async () => {
    const { simulator, fleet, instance } = await threeProjects();
    simulator.faults.add({ kind: 'cut-before', path: '/robots?', times: 3 });
    simulator.faults.add({ kind: 'proxy-error', status: 502, path: '/projects?', times: 1 });
    expect(await fleet.run(instance)).toMatchObject({ state: 'fresh', error: null });
    expect(await fleet.rows(instance)).toHaveLength(14);
  });
});

test('a certificate that is not the trusted one stops before anything is sent', async () => {
  const { valid: before, changed: after } = createTlsAuthority();
  const simulator = await harbor({ tls: after });
  const fleet = await harness();
  const instance = fleet.add(simulator);
  instance.trust = pinOf(before);
  expect(await fleet.run(instance)).toMatchObject({
    state: 'certificate-changed',
    error: { code: 'tls-changed' },
  });
  expect(simulator.traffic.count).toBe(0);
  instance.trust = pinOf(after);
  expect(await fleet.run(instance)).toMatchObject({ state: 'fresh' });
});
