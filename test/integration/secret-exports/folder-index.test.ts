import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportStage } from './stage.ts';

test('a second export into a folder says that the index there does not list its files', async () => {
  const stage = await exportStage();
  const folder = join(stage.computer.home, 'out');
  mkdirSync(folder, { mode: 0o700 });
  const exported = async (robotName: string, robotId: number) => {
    const handles = [await stage.aSecret(robotName, robotId)];
    const wish = { handles, format: 'env-docker-run', pattern: '{robot}.env' };
    return stage.write(await stage.place(folder, wish));
  };
  const index = () => readFileSync(join(folder, 'purser-index.json'), 'utf8');
  expect((await exported('robot$first', 7)).indexFailure).toBe('');
  const first = index();
  expect(await exported('robot$second', 8)).toMatchObject({
    indexFailure: 'A purser-index.json was there already and stays: it does not list these files.',
    files: [{ name: 'robot_second.env', failure: '' }],
  });
  expect(index()).toBe(first);
});
