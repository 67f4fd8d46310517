import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { armor, Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import { exportStage } from './stage.ts';

const SECRET = 'Ex4mple-$ecret';
const STOPPED = 'not written: the export was stopped before';
const AUTH = Buffer.from(`robot$ci:${SECRET}`).toString('base64');
const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('a new file', () => {
  test('has the secret, is its owner’s alone, and marks it as handed over', async () => {
    const stage = await exportStage();
    const handle = await stage.aSecret('robot$ci', 7, SECRET);
    const path = join(stage.computer.home, 'config.json');
    const place = await stage.place(path, { handles: [handle] });
    expect(place).toMatchObject({ state: 'new', path, beware: [] });
    expect(existsSync(path)).toBe(false);
    expect(await stage.write(place)).toStrictEqual({
      path,
      indexFailure: '',
      files: [{ name: 'config.json', robotName: 'robot$ci', instanceName: 'prod', failure: '' }],
    });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toStrictEqual({
      auths: { 'prod.example.com': { auth: AUTH } },
    });
    expect(modeOf(path)).toBe(0o600);
    expect(stage.secrets().find(handle)).toMatchObject({ handedOver: true });
    expect(readdirSync(stage.computer.home).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  test('is written once: what was shown is not written again', async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$ci', 7)];
    const place = await stage.place(join(stage.computer.home, 'a.json'), { handles });
    await stage.write(place);
    await expect(stage.write(place)).rejects.toMatchObject({ code: 'unknown-item' });
  });

  test('is not written where something came under its name meanwhile', async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$ci', 7)];
    const path = join(stage.computer.home, 'a.json');
    const place = await stage.place(path, { handles });
    writeFileSync(path, 'somebody’s');
    await expect(stage.write(place)).rejects.toMatchObject({ code: 'conflict' });
    expect(readFileSync(path, 'utf8')).toBe('somebody’s');
  });

  test('of commands holds no secret, and leaves the secret where it is', async () => {
    const stage = await exportStage();
    const handle = await stage.aSecret('robot$ci', 7, SECRET);
    const path = join(stage.computer.home, 'login.txt');
    await stage.write(await stage.place(path, { handles: [handle], format: 'login-command' }));
    expect(readFileSync(path, 'utf8')).not.toContain(SECRET);
    expect(stage.secrets().find(handle)).toMatchObject({ handedOver: false });
  });
});

describe('what is there', () => {
  test('is kept where the format does not merge', async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$ci', 7)];
    const path = join(stage.computer.home, 'list.json');
    writeFileSync(path, '[]');
    const place = await stage.place(path, { handles, format: 'list-json' });
    expect(place).toMatchObject({
      state: 'taken',
      why: expect.stringContaining('does not write over'),
    });
    await expect(stage.write(place)).rejects.toMatchObject({ code: 'unknown-item' });
    expect(readFileSync(path, 'utf8')).toBe('[]');
  });

  test('is shown with what changes, and then gets the login beside its own', async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$ci', 7, SECRET)];
    const path = join(stage.computer.home, 'config.json');
    writeFileSync(
      path,
      JSON.stringify({ auths: { 'ghcr.io': { auth: 'eDp5' } }, credsStore: 'pass' }),
    );
    const place = await stage.place(path, { handles });
    expect(place).toMatchObject({
      state: 'merge',
      changes: ['prod.example.com: new'],
      isIgnored: true,
    });
    expect(place?.beware[0]).toContain('credential store “pass”');
    // Whoever insists gets it.
    await stage.write(place);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toStrictEqual({
      auths: { 'ghcr.io': { auth: 'eDp5' }, 'prod.example.com': { auth: AUTH } },
      credsStore: 'pass',
    });
    expect(modeOf(path)).toBe(0o600);
  });

  test('is not merged into where it changed since it was shown', async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$ci', 7)];
    const path = join(stage.computer.home, 'config.json');
    writeFileSync(path, '{}');
    const place = await stage.place(path, { handles });
    writeFileSync(path, '{"auths":{}}');
    await expect(stage.write(place)).rejects.toMatchObject({ code: 'conflict' });
    expect(readFileSync(path, 'utf8')).toBe('{"auths":{}}');
  });

  test('is not merged into where its text would not come out as it was', async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$ci', 7)];
    const path = join(stage.computer.home, 'config.json');
    const latin = Buffer.from('{"HttpHeaders":{"X-Team":"caf\u00e9"}}', 'latin1');
    writeFileSync(path, latin);
    expect(await stage.place(path, { handles })).toMatchObject({
      state: 'taken',
      why: expect.stringContaining('UTF-8'),
    });
    expect(readFileSync(path)).toEqual(latin);
  });

  test('of another robot is never written over by a credentials file', async () => {
    const stage = await exportStage();
    const [one, two] = [await stage.aSecret('robot$ci', 7), await stage.aSecret('robot$scan', 8)];
    const path = join(stage.computer.home, 'robot.json');
    await stage.write(await stage.place(path, { handles: [one], format: 'harborapi' }));
    expect(await stage.place(path, { handles: [two], format: 'harborapi' })).toMatchObject({
      state: 'taken',
      why: expect.stringContaining('robot$ci'),
    });
    expect(await stage.place(path, { handles: [one], format: 'harborapi' })).toMatchObject({
      state: 'merge',
    });
  });

  test('is not followed where it is a link, nor changed where it has a second name', async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$ci', 7)];
    const [file, link, twin] = ['a.json', 'link.json', 'twin.json'].map((name) =>
      join(stage.computer.home, name),
    ) as [string, string, string];
    symlinkSync(file, link);
    expect(await stage.place(link, { handles })).toMatchObject({ state: 'taken' });
    writeFileSync(file, '{}');
    expect(await stage.place(link, { handles })).toMatchObject({ state: 'taken' });
    linkSync(file, twin);
    expect(await stage.place(twin, { handles })).toMatchObject({ state: 'taken' });
    mkdirSync(join(stage.computer.home, 'folder'));
    expect(await stage.place(join(stage.computer.home, 'folder'), { handles })).toMatchObject({
      state: 'taken',
    });
  });
});

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

test('an encrypted file is read by its recipient alone', async () => {
  const stage = await exportStage();
  const handles = [await stage.aSecret('robot$ci', 7, SECRET)];
  const identity = await generateIdentity();
  const encryption = {
    kind: 'recipients' as const,
    recipients: [await identityToRecipient(identity)],
  };
  const path = join(stage.computer.home, 'config.json.age');
  await stage.write(await stage.place(path, { handles, encryption }));
  const text = readFileSync(path, 'utf8');
  expect(text).not.toContain(AUTH);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  expect(await decrypter.decrypt(armor.decode(text), 'text')).toContain(AUTH);
});
