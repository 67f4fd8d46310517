import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportStage } from './stage.ts';

const SECRET = 'Ex4mple-$ecret';
const STOPPED = 'not written: the export was stopped before';
describe('a folder', () => {
  test('in which everybody may write is refused, and one with the sticky bit is said', async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$ci', 7)];
    const folder = join(stage.computer.home, 'open');
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    await expect(stage.place(join(folder, 'a.json'), { handles })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    chmodSync(folder, 0o1777);
    const place = await stage.place(join(folder, 'a.json'), { handles });
    expect(place?.beware.join()).toContain('Others may write in this folder');
  });

  test('that is not there is said before anything is written', async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$ci', 7)];
    await expect(
      stage.place(join(stage.computer.home, 'none', 'a.json'), { handles }),
    ).rejects.toMatchObject({ code: 'file-failed' });
  });

  test('gets one file for each robot, an index without secrets, and keeps what it has', async () => {
    const stage = await exportStage();
    const handles = [
      await stage.aSecret('robot$ci', 7, SECRET),
      await stage.aSecret('robot$scan', 8, 'line\nbreak-1A'),
      await stage.aSecret('robot$CI', 9, 'Third-Secret-1'),
      await stage.aSecret('robot$there', 10),
    ];
    const folder = join(stage.computer.home, 'out');
    mkdirSync(folder, { mode: 0o700 });
    writeFileSync(join(folder, 'robot_there.env'), 'mine');
    const place = await stage.place(folder, {
      handles,
      format: 'env-docker-run',
      pattern: '{robot}.env',
    });
    expect(place).toMatchObject({
      state: 'new',
      files: ['robot_ci.env', 'robot_scan.env', 'robot_CI-2.env', 'robot_there.env'],
    });
    expect(place?.beware[0]).toContain('1 of these names are taken');
    const { files } = await stage.write(place);
    expect(files.map(({ name, failure }) => [name, failure === ''])).toStrictEqual([
      ['robot_ci.env', true],
      ['', false],
      ['robot_CI-2.env', true],
      ['', false],
    ]);
    expect(readFileSync(join(folder, 'robot_there.env'), 'utf8')).toBe('mine');
    expect(files[3]?.failure).toBe('a file of this name is there, and stays');
    const again = { handles: handles.slice(3), format: 'env-docker-run', pattern: '{robot}.env' };
    expect(await stage.place(folder, again)).toMatchObject({ state: 'taken' });
    expect(readFileSync(join(folder, 'robot_ci.env'), 'utf8')).toContain(`PASSWORD=${SECRET}\n`);
    const index = readFileSync(join(folder, 'purser-index.json'), 'utf8');
    expect(index).not.toContain(SECRET);
    expect((JSON.parse(index) as unknown[]).length).toBe(2);
    expect(stage.secrets().find(handles[1] ?? '')).toMatchObject({ handedOver: false });
    expect(stage.secrets().find(handles[0] ?? '')).toMatchObject({ handedOver: true });
  });

  test('gives no robot a Secret of a name that is another one’s', async () => {
    const stage = await exportStage();
    const handles: string[] = [];
    for (const [index, name] of ['robot$a+b', 'robot$a-b', 'robot$c'].entries()) {
      handles.push(await stage.aSecret(name, index + 1));
    }
    const folder = join(stage.computer.home, 'out');
    mkdirSync(folder, { mode: 0o700 });
    const wish = { handles, format: 'kubernetes-secret', pattern: '{robot}.yaml' };
    const place = await stage.place(folder, wish);
    expect(place?.beware[0]).toContain('1 robot has the name of another one');
    const { files } = await stage.write(place);
    expect(files.map(({ failure }) => failure)).toStrictEqual([
      '',
      'harbor-prod-a-b is the name for robot$a+b already, which it would replace: export it alone, with a name of its own',
      '',
    ]);
  });

  test('is not encrypted by a passphrase for each of many', async () => {
    const stage = await exportStage();
    const handles: string[] = [];
    for (const id of [1, 2, 3, 4]) handles.push(await stage.aSecret(`robot$r${String(id)}`, id));
    const encryption = { kind: 'passphrase' as const, passphrase: 'one for all' };
    const place = stage.place(stage.computer.home, { handles, encryption, pattern: '{robot}' });
    await expect(place).rejects.toMatchObject({ code: 'invalid-input' });
  });

  test('that is stopped before the first file gets none, and nothing is handed over', async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$a', 1), await stage.aSecret('robot$b', 2)];
    const folder = join(stage.computer.home, 'out');
    mkdirSync(folder, { mode: 0o700 });
    const wish = { handles, format: 'env-systemd', pattern: '{robot}.env' };
    const writing = stage.write(await stage.place(folder, wish));
    await stage.app.call('secretExports.cancel');
    const { files } = await writing;
    expect(files.map(({ failure }) => failure)).toEqual([STOPPED, STOPPED]);
    expect(readdirSync(folder)).toEqual([]);
    expect(readdirSync(stage.computer.home)).not.toContain('unfinished-exports.json');
    expect(stage.secrets().find(handles[0] ?? '')).toMatchObject({ handedOver: false });
    // Another one is not stopped by it.
    const again = await stage.write(await stage.place(folder, wish));
    expect(again.files.map(({ failure }) => failure)).toEqual(['', '']);
    expect(stage.app.told.get('secretExports.progress')?.length).toBeGreaterThan(0);
  });

  test('takes no pattern that leads elsewhere', async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$ci', 7)];
    for (const pattern of ['../{robot}', 'a/{robot}', '..', '{robot}:x']) {
      await expect(stage.place(stage.computer.home, { handles, pattern })).rejects.toMatchObject({
        code: 'invalid-input',
      });
    }
  });
});
