import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from './window.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

test('an error that nobody caught is logged without secrets, said, and ends Purser', async ({
  launch,
  home,
}) => {
  const { app } = await launch();
  const exited = once(app.process(), 'exit');
  await app.evaluate(
    ({ dialog }, file) => {
      // The real box waits for somebody to read it.
      dialog.showErrorBox = (title, text) => {
        const { writeFileSync: write } = process.getBuiltinModule('node:fs');
        write(file, `${title}\n${text}`);
      };
      setTimeout(() => {
        throw new Error('it broke at https://admin:hunter22@harbor.lan/ with password=hunter23');
      });
    },
    join(home, 'said.txt'),
  );
  expect(await exited).toEqual([1, null]);
  const log = readFileSync(join(home, 'logs', 'purser.log'), 'utf8');
  const said = readFileSync(join(home, 'said.txt'), 'utf8');
  expect(log).toContain('Uncaught error');
  expect(said).toContain('Purser has to close');
  for (const text of [log, said]) {
    expect(text).toContain('it broke at');
    expect(text).not.toMatch(/hunter2[23]/);
  }
});

test('a data folder that cannot be used is named, and Purser ends', async ({ home }) => {
  const file = join(home, 'in-the-way');
  writeFileSync(file, '');
  const runtimeArgs = JSON.parse(process.env['PURSER_ELECTRON_ARGS'] ?? '[]') as string[];
  const purser = spawn(process.env['PURSER_ELECTRON'] ?? '', [...runtimeArgs, ROOT], {
    env: { ...process.env, PURSER_HOME: join(file, 'data') },
    stdio: 'ignore',
  });
  const [code] = (await once(purser, 'exit')) as [number | null];
  expect(code).toBe(1);
  expect(readFileSync(file, 'utf8')).toBe('');
});
