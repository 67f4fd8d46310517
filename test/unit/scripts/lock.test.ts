import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { withLock } from '../../../scripts/setup/lock.mjs';
import { CACHE } from '../../../scripts/setup/paths.mjs';

const NAME = `test-${process.pid}`;
const FOLDER = join(CACHE, `${NAME}.lock`);

describe('the lock of the set-up', () => {
  afterEach(() => rmSync(FOLDER, { recursive: true, force: true }));

  it('lets one after the other work', async () => {
    const order: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(`${name} ends`);
    };
    await Promise.all([withLock(NAME, work('one')), withLock(NAME, work('two'))]);
    expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('is given back when the work fails', async () => {
    const failing = withLock(NAME, () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    expect(existsSync(FOLDER)).toBe(false);
  });

  it('is taken over from a process that has died', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, 'pid'), String(pid));
    expect(await withLock(NAME, () => Promise.resolve('done'))).toBe('done');
  });
});
