import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNames } from '../../../electron/files/file-names.ts';

const robots = (...names: string[]) => names.map((name) => ({ name, instance: 'prod' }));

describe('names of files', () => {
  it('hold no sign that a shell or a system minds, and no device of Windows', () => {
    const [plain, device, ended, reserved] = fileNames(
      '{robot}.yaml',
      robots('robot$team+ci', 'NUL', 'com1.old', 'console'),
    );
    expect([plain, device, ended, reserved]).toEqual([
      'robot_team_ci.yaml',
      'NUL_.yaml',
      'com1_.old.yaml',
      'console.yaml',
    ]);
  });

  it('are as many as the robots, also where capitals are not told apart', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'A', '$', '+', '.', '-', '2'),
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 40 }), (all) => {
        const made = fileNames('{robot}.json', robots(...all));
        expect(new Set(made.map((one) => one.toLowerCase())).size).toBe(all.length);
        for (const one of made) expect(one).toMatch(/^[A-Za-z0-9][\w.-]*$/);
      }),
    );
  });
});
