import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..', '..', '..');
const eslint = new ESLint({
  cwd: ROOT,
  // The snippets are no files of a project, so rules that ask for types have nothing to go by.
  overrideConfig: [
    {
      languageOptions: { parserOptions: { projectService: false } },
      rules: {
        '@typescript-eslint/no-floating-promises': 'off',
        '@typescript-eslint/no-misused-promises': 'off',
        '@typescript-eslint/await-thenable': 'off',
        '@typescript-eslint/switch-exhaustiveness-check': 'off',
      },
    },
  ],
});

async function rulesBroken(filePath: string, code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, { filePath: resolve(ROOT, filePath) });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const BORDER = '@typescript-eslint/no-restricted-imports';
const vue = (code: string): string =>
  `<script setup lang="ts">\n${code}\n</script>\n\n<template><p>Text</p></template>\n`;

const FORBIDDEN: [what: string, file: string, code: string, rule: string][] = [
  [
    'the window uses the main process',
    'renderer/src/x.ts',
    `import '../../electron/a.ts';`,
    BORDER,
  ],
  [
    'the window uses the inventory',
    'renderer/src/features/fleet/x.ts',
    `import { a } from '../../../../shared/inventory/a.ts';\na();`,
    BORDER,
  ],
  ['the window uses Electron', 'renderer/src/x.ts', `import 'electron';`, BORDER],
  ['a component uses Node', 'renderer/src/X.vue', vue(`import 'node:fs';`), BORDER],
  [
    'shared code uses the main process',
    'shared/robots/x.ts',
    `import '../../electron/a.ts';`,
    BORDER,
  ],
  ['shared code uses Node', 'shared/robots/x.ts', `import 'node:fs';`, BORDER],
  ['shared code uses the window', 'shared/inventory/x.ts', `import '../../renderer/a.ts';`, BORDER],
  ['plain main code uses Electron', 'electron/sync/x.ts', `import 'electron';`, BORDER],
  ['main code uses the window', 'electron/shell/x.ts', `import '../../renderer/src/a.ts';`, BORDER],
  [
    'the client uses the simulator',
    'electron/harbor/x.ts',
    `import '../../shared/simulator/a.ts';`,
    BORDER,
  ],
  ['the product uses its tests', 'electron/sync/x.ts', `import '../../test/a.ts';`, BORDER],
  ['the product uses its set-up', 'electron/sync/x.ts', `import '../../scripts/a.mjs';`, BORDER],
  [
    'a second door leads out',
    'electron/shell/menu.ts',
    `import { shell } from 'electron';\nvoid shell.openExternal('https://a.example');`,
    'no-restricted-syntax',
  ],
  ['an enum', 'shared/robots/x.ts', 'export enum Level {\n  System,\n}', 'no-restricted-syntax'],
  ['a default export', 'shared/robots/x.ts', 'export default 1;', 'no-restricted-exports'],
  [
    'a test that does not run',
    'test/unit/x.test.ts',
    `it.skip('a', () => {});`,
    'no-restricted-syntax',
  ],
  [
    'a rule switched off without a reason',
    'shared/robots/x.ts',
    '// eslint-disable-next-line no-console\nconsole.log(1);',
    '@eslint-community/eslint-comments/require-description',
  ],
  [
    'a browser interface after Chromium 114',
    'renderer/src/x.ts',
    `export const parsed = URL.parse('https://a.example');`,
    'purser/chromium-baseline',
  ],
  [
    'the same in a component',
    'renderer/src/X.vue',
    vue(`AbortSignal.any([]);`),
    'purser/chromium-baseline',
  ],
  [
    'a language feature after Chromium 114',
    'renderer/src/x.ts',
    'export const later = Promise.withResolvers();',
    'es-x/no-promise-withresolvers',
  ],
  [
    'the same in a component',
    'renderer/src/X.vue',
    vue('Object.groupBy([], String);'),
    'es-x/no-object-groupby',
  ],
];

const ALLOWED: [what: string, file: string, code: string][] = [
  ['the window uses robots', 'renderer/src/x.ts', `import '../../shared/robots/a.ts';`],
  ['main.ts uses Electron', 'electron/main.ts', `import 'electron';`],
  ['the shell uses Electron', 'electron/shell/x.ts', `import 'electron';`],
  ['the inventory uses Node', 'shared/inventory/x.ts', `import 'node:fs';`],
  ['main code uses the simulator', 'electron/demo/x.ts', `import '../../shared/simulator/a.ts';`],
  [
    'the guard leads out',
    'electron/shell/guards.ts',
    `import { shell } from 'electron';\nvoid shell.openExternal('https://a.example');`,
  ],
  ['features of Chromium 114', 'renderer/src/x.ts', `export const a = [2, 1].toSorted();`],
];

describe('the rules of the house, as lint', () => {
  it.each(FORBIDDEN)('%s (%s)', async (_what, file, code, rule) => {
    expect(await rulesBroken(file, code)).toContain(rule);
  });

  it.each(ALLOWED)('lets pass: %s (%s)', async (_what, file, code) => {
    expect(await rulesBroken(file, code)).toEqual([]);
  });
});
