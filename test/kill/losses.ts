import { robotName } from '../../shared/simulator/users/identity.ts';
import type { Simulator } from '../../shared/simulator/simulator.ts';
import type { Seen } from './lane.ts';
import type { Scenario } from './scenarios.ts';

/** Signs in at the simulated Harbor as a robot; 412 is its way of saying yes (Harbor ≥ 2.3). */
async function letsIn(simulator: Simulator, name: string, secret: string): Promise<boolean> {
  const pair = Buffer.from(`${name}:${secret}`, 'utf8').toString('base64');
  const { status } = await fetch(`${simulator.url}/api/v2.0/users/current`, {
    headers: { authorization: `Basic ${pair}` },
  });
  return status === 412;
}

/** Whether a text has this secret, as it is or in a login as docker writes it. */
const has = (text: string, name: string, secret: string): boolean =>
  text.includes(secret) || text.includes(Buffer.from(`${name}:${secret}`).toString('base64'));

/** What is wrong with the file that the secrets of a plan went to. */
function exportLosses(
  { exported }: Scenario,
  { files, killed, notExported, handedOver }: Seen,
  secrets: readonly (readonly [name: string, secret: string])[],
): string[] {
  if (exported === undefined) return [];
  const { name: file, before } = exported;
  const text = files.get(file) ?? '';
  const atKill = killed.get(file) ?? before;
  return [
    ...(atKill === before || atKill === text ? [] : ['the kill left a part of the file']),
    ...[...files.keys()]
      .filter((name) => name !== file)
      .map((name) => `left in the folder: ${name}`),
    ...secrets
      .filter(([name, secret]) => !has(text, name, secret))
      .map(([name]) => `the file has no secret of ${name}`),
    ...(notExported === '' ? [] : [`the plan says of its file: ${String(notExported)}`]),
    ...(handedOver === secrets.length ? [] : ['nobody noted that a secret is in a file']),
  ];
}

/** What is wrong after a plan was disturbed and carried on; empty if nothing is. */
export async function lossesOf(
  scenario: Scenario,
  simulator: Simulator,
  report: Seen,
): Promise<string[]> {
  const { robots, changed, seed, act } = scenario;
  const losses: string[] = [];
  const keychain = new Map(report.keychain);
  const rows = [...simulator.state.robots.all()];

  const own: [name: string, secret: string][] = [];
  const there = rows.map(({ name }) => name).sort();
  if (there.join() !== [...robots].sort().join()) losses.push(`the robots are ${there.join()}`);

  for (const row of rows) {
    const { name, id, secret } = row;
    const old = (seed.robots ?? []).find(
      (one) => (one.project === undefined ? one.name : `${one.project}+${one.name}`) === name,
    );
    const kept = keychain.get(`robot/${report.instanceId}/${String(id)}`);
    const fullName = robotName(simulator.world, row);
    if (!changed.includes(name)) {
      if (secret !== old?.secret) losses.push(`${name} has another secret`);
      continue;
    }
    if (kept === undefined) losses.push(`the keychain has no secret of ${name}`);
    else if (await letsIn(simulator, fullName, kept)) own.push([fullName, kept]);
    else losses.push(`the secret of ${name} in the keychain is not its own`);
  }
  losses.push(...exportLosses(scenario, report, own));

  const left = report.keychain
    .map(([account]) => account)
    .filter((one) => one.startsWith('pending/'));
  if (left.length > 0) losses.push(`left in the keychain: ${left.join()}`);
  if (act !== undefined) {
    const entries = report.keychain.filter(([account]) => account.startsWith('robot/')).length;
    const rows = report.secrets.length;
    if (entries !== rows)
      losses.push(`${String(entries)} secrets are in the keychain, and ${String(rows)} listed`);
    return losses;
  }

  const isDone = report.steps.every(({ status }) => status === 'done');
  if (!isDone || report.state !== 'finished') {
    const { state, pausedWhy, steps } = report;
    losses.push(`the plan is ${String(state)}, ${pausedWhy}: ${JSON.stringify(steps)}`);
  }
  if (report.journal.join() !== report.steps.map(() => 'done').join()) {
    losses.push(`the journal says ${report.journal.join()}`);
  }
  if (!report.secrets.every((state) => state === 'new')) {
    losses.push(`secrets are ${report.secrets.join()}`);
  }
  return losses;
}
