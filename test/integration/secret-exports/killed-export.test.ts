import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { UNFINISHED_FILE } from '../../../electron/secret-exports/unfinished-files.ts';
import { aComputer, SOON } from '../instances/stage.ts';

const CHILD = join(import.meta.dirname, 'writing-child.ts');
const SECRET = 'Ex4mple-$ecret';

const temporaryIn = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.new'));

/** Kills a process while a file of it has only its temporary name; false if that came too late. */
async function killed(home: string, folder: string): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, home, folder, SECRET], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (temporaryIn(folder).length === 0 && child.exitCode === null) await setImmediate();
  child.kill('SIGKILL');
  await once(child, 'exit');
  return temporaryIn(folder).length > 0;
}

test('what a kill leaves half-written with a secret is gone after the next start', async () => {
  const computer = aComputer();
  const folder = join(computer.home, 'out');
  mkdirSync(folder, { mode: 0o700 });
  let rounds = 0;
  do expect((rounds += 1)).toBeLessThan(50);
  while (!(await killed(computer.home, folder)));
  const [left = ''] = temporaryIn(folder);
  expect(statSync(join(folder, left)).mode & 0o777).toBe(0o600);
  const noted = readFileSync(join(computer.home, UNFINISHED_FILE), 'utf8');
  expect(noted).toContain(left);
  expect(noted).not.toContain(SECRET);
  // Nothing else is deleted, whoever writes into the list.
  const mine = join(folder, 'mine.new');
  writeFileSync(mine, 'mine');
  const list = [...(JSON.parse(noted) as string[]), mine, folder];
  writeFileSync(join(computer.home, UNFINISHED_FILE), JSON.stringify(list));

  const app = await computer.start();
  await expect.poll(() => temporaryIn(folder), SOON).toEqual(['mine.new']);
  await expect.poll(() => readdirSync(computer.home), SOON).not.toContain(UNFINISHED_FILE);
  expect(readFileSync(mine, 'utf8')).toBe('mine');
  const whole = SECRET.repeat(500_000);
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.txt'))) {
    expect(readFileSync(join(folder, name), 'utf8') === whole, name).toBe(true);
  }
  await app.quit();
}, 120_000);

test('what lies on a stick that is not plugged in is deleted when it is', async () => {
  const computer = aComputer();
  const stick = join(computer.home, 'stick');
  const name = `a.json.${crypto.randomUUID()}.new`;
  const list = join(computer.home, UNFINISHED_FILE);
  writeFileSync(list, JSON.stringify([join(stick, name)]));
  const first = await computer.start();
  await first.quit();
  expect(readFileSync(list, 'utf8')).toContain(name);
  mkdirSync(stick);
  writeFileSync(join(stick, name), SECRET);
  await (await computer.start()).quit();
  await expect.poll(() => readdirSync(stick), SOON).toEqual([]);
});
