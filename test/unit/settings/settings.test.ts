import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppError } from '../../../shared/contract/errors.ts';
import { fileError } from '../../../electron/files/atomic-file.ts';
import { defaultSettings } from '../../../electron/settings/settings-file.ts';
import { openSettings } from '../../../electron/settings/settings.ts';

const NOW = 1_800_000_000;
let home: string;
let file: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'purser-settings-'));
  file = join(home, 'settings.json');
});

afterEach(() => rmSync(home, { recursive: true }));

const open = () => openSettings(home, NOW);
const written = (): unknown => JSON.parse(readFileSync(file, 'utf8'));

describe('settings that are sound', () => {
  it('are the defaults while there is no file, and make none', async () => {
    const store = await open();
    expect(store.get()).toStrictEqual(defaultSettings());
    expect(store.notice).toBeNull();
    expect(readdirSync(home)).toStrictEqual([]);
  });

  it('replace the sections that are given and are told to listeners', async () => {
    const store = await open();
    const heard: string[] = [];
    store.onChange((settings) => heard.push(settings.theme));
    const sync = { ...defaultSettings().sync, atStart: false, everyMinutes: 15 };
    await store.set({ theme: 'dark' });
    expect(await store.set({ sync })).toStrictEqual({ ...defaultSettings(), theme: 'dark', sync });
    expect(heard).toStrictEqual(['dark', 'dark']);
    expect((await open()).get()).toStrictEqual(store.get());
  });

  it('are written with their version, for their owner alone, and nothing beside them', async () => {
    const store = await open();
    await store.set({ theme: 'light' });
    expect(written()).toMatchObject({ version: 1, theme: 'light' });
    expect(readdirSync(home)).toStrictEqual(['settings.json']);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('do not lose each other when changed at once', async () => {
    const store = await open();
    const keys = { singleKeys: false };
    const network = { connectTimeout: 3, answerTimeout: 4 };
    await Promise.all([store.set({ theme: 'dark' }), store.set({ keys }), store.set({ network })]);
    expect((await open()).get()).toMatchObject({ theme: 'dark', keys, network });
  });

  it('fill in what an older file lacks, and keep what it has beside', async () => {
    writeFileSync(file, JSON.stringify({ version: 1, theme: 'dark', sync: {}, later: [1, 2] }));
    const store = await open();
    expect(store.notice).toBeNull();
    expect(store.get()).toStrictEqual({ ...defaultSettings(), theme: 'dark' });
    await store.set({ theme: 'light' });
    expect(written()).toMatchObject({ theme: 'light', later: [1, 2] });
  });
});

describe('settings that are not', () => {
  const kept = (): string[] => readdirSync(home).filter((name) => name.includes('.kept-'));

  it.each([
    ['cut off', '{"theme": "da'],
    ['empty', ''],
    ['no object', '[]'],
    ['binary', '\u0000\u0001\ufffd'],
    ['null', 'null'],
  ])('are kept aside and reported: %s', async (_what, text) => {
    writeFileSync(file, text);
    const store = await open();
    expect(store.get()).toStrictEqual(defaultSettings());
    expect(store.notice).toMatchObject({ kind: 'settings-kept-aside' });
    expect(store.notice?.message).toContain(kept()[0]);
    expect(readFileSync(join(home, kept()[0] ?? ''), 'utf8')).toBe(text);
    await store.set({ theme: 'dark' });
    expect((await open()).notice).toBeNull();
  });

  it('give up the section that is wrong and keep the others', async () => {
    writeFileSync(file, JSON.stringify({ theme: 'dark', expiry: { soonDays: 'soon' }, sync: 5 }));
    const store = await open();
    expect(store.get()).toStrictEqual({ ...defaultSettings(), theme: 'dark' });
    expect(kept()).toHaveLength(1);
  });

  it('of a newer Purser are kept aside, and used as far as they are understood', async () => {
    writeFileSync(file, JSON.stringify({ version: 99, theme: 'dark', holograms: true }));
    const store = await open();
    expect(store.get().theme).toBe('dark');
    expect(store.notice?.message).toContain('newer');
    expect(kept()).toHaveLength(1);
  });

  it('never keep the window from opening, whatever the file holds', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (text) => {
        writeFileSync(file, text);
        expect((await open()).get().theme).toMatch(/system|light|dark/);
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  it('are not written over when they can be neither read nor moved', async () => {
    mkdirSync(file);
    const inTheWay = `${file}.kept-${NOW}`;
    mkdirSync(inTheWay);
    writeFileSync(join(inTheWay, 'a'), '');
    const store = await open();
    expect(store.notice?.message).toContain('left as it is');
    await expect(store.set({ theme: 'dark' })).rejects.toMatchObject({ code: 'file-failed' });
    expect(statSync(file).isDirectory()).toBe(true);
  });
});

describe('a write that fails', () => {
  it('changes nothing, says so, and leaves no half file', async () => {
    const store = await open();
    await store.set({ theme: 'dark' });
    rmSync(home, { recursive: true });
    writeFileSync(home, '');
    await expect(store.set({ theme: 'light' })).rejects.toMatchObject({
      name: 'AppError',
      code: 'file-failed',
    });
    expect(store.get().theme).toBe('dark');
    rmSync(home);
    mkdirSync(home);
    expect((await store.set({ theme: 'light' })).theme).toBe('light');
    expect(readdirSync(home)).toStrictEqual(['settings.json']);
  });

  it.each(['ENOSPC', 'EDQUOT'])('with %s speaks of the disk', (code) => {
    const error: AppError = fileError('/x/settings.json', Object.assign(new Error('x'), { code }));
    expect(error).toMatchObject({ code: 'disk-full', retryable: true });
    expect(error.message).toContain('/x/settings.json');
  });
});
