import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fatFolder } from './fat-folder.ts';
import { exportStage } from './stage.ts';

const { path: folder, reason, end } = fatFolder();
afterAll(end);

test.skipIf(reason !== '')(
  `on FAT it is said that nothing is private, and files are whole and never written over${reason === '' ? '' : ` (${reason})`}`,
  async () => {
    const stage = await exportStage();
    const handles = [await stage.aSecret('robot$ci', 7)];
    const path = join(folder, 'config.json');
    const place = await stage.place(path, { handles });
    expect(place?.beware.join()).toContain('keeps no rights');
    await stage.write(place);
    expect(readFileSync(path, 'utf8')).toContain('prod.example.com');
    expect(statSync(path).mode & 0o077).not.toBe(0);
    const late = join(folder, 'late.json');
    const shown = await stage.place(late, { handles });
    writeFileSync(late, 'somebody’s');
    await expect(stage.write(shown)).rejects.toMatchObject({ code: 'conflict' });
    expect(readFileSync(late, 'utf8')).toBe('somebody’s');
    expect(readdirSync(folder).sort()).toEqual(['config.json', 'late.json']);
  },
);
