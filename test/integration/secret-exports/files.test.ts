import {
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
